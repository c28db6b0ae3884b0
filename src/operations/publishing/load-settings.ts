import { type PublishSettings, publishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { loadConfig } from "../../plan/config/load-config.ts";
import type { OperationContext } from "../context.ts";

/** How the workspace publishes. Throws what is wrong with its configuration. */
export async function loadSettings(context: OperationContext, staging: string | null): Promise<PublishSettings> {
  const root = context.root();
  const loaded = await loadConfig(context.world.fs, root);
  if (loaded.ok) return publishSettings(loaded.config, root, { staging, directory: context.directory ?? root });
  const [problem] = loaded.problems;
  throw new MillraceError(problem?.code as "config.bad-value", { ...problem });
}
