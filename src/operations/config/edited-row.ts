import { parseConfig } from "../../plan/config/parse-config.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { OperationContext } from "../context.ts";
import { readOwner } from "../view/read-owner.ts";
import type { Edited } from "./edit-config.ts";
import { settingsOf } from "./settings-of.ts";

/** What holds for a key after an edit, and when it does. */
export async function editedRow(context: OperationContext, keys: readonly string[], { file, changed, text }: Edited, dryRun: boolean) {
  const key = keyPath(keys);
  const parsed = await parseConfig(text, file);
  const setting = parsed.ok ? settingsOf(parsed.config).find((row) => row.key === key) : undefined;
  const owned = readOwner(context.world, context.root()) !== null;
  const takesEffect = !changed ? ("now" as const) : owned ? ("reload" as const) : ("start" as const);
  return {
    file,
    key,
    value: setting?.value ?? null,
    origin: setting?.origin ?? "unset",
    changed,
    applied: changed && !dryRun,
    takesEffect,
  };
}
