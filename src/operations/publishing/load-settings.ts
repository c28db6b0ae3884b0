import { type PublishSettings, publishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { loadConfig } from "../../plan/config/load-config.ts";
import type { OperationContext } from "../context.ts";
import { checkPlace } from "./check-place.ts";
import { checkRules } from "./check-rules.ts";

/** How the workspace publishes. Throws what is wrong with its configuration, and `publish.staging-unusable`. */
export async function loadSettings(context: OperationContext, staging: string | null): Promise<PublishSettings> {
  const root = context.root();
  const loaded = await loadConfig(context.world.fs, root);
  if (!loaded.ok) {
    const [problem] = loaded.problems;
    throw new MillraceError(problem?.code as "config.bad-value", { ...problem });
  }
  const settings = publishSettings(loaded.config, root, { staging, directory: context.directory ?? root });
  checkRules(settings, loaded.config.file ?? "millrace.toml");
  checkPlace(settings);
  return settings;
}
