import { defineOperation } from "./define-operation.ts";
import { editedSchema } from "./schemas/config-edit.ts";

export const configUnset = defineOperation({
  name: "config.unset",
  effect: "change",
  scope: "control",
  details: "Takes a key, or a whole section, out of millrace.toml, so that its default holds; comments and order stay.",
  params: {
    key: { type: "string", positional: 0, required: true, placeholder: "KEY", summary: "The setting, e.g. limits.runs_per_item" },
    dryRun: { type: "boolean", summary: "Say whether it could be taken out; change nothing" },
  },
  output: editedSchema,
  example: { key: "limits.runs_per_item" },
  async run(context, { key, dryRun }) {
    const { unsetTomlKey } = await import("../work/toml/edit-toml.ts");
    const { keyOf } = await import("./config/key-of.ts");
    const { editConfig } = await import("./config/edit-config.ts");
    const { readConfigFile } = await import("./config/config-file.ts");
    const { editedRow } = await import("./config/edited-row.ts");
    const { readToml } = await import("../work/toml/read-toml.ts");
    const { keyPath } = await import("../work/toml/key-path.ts");
    const keys = keyOf(key, "config unset");
    const toml = readToml(readConfigFile(context.world.fs, context.root()).text.replace(/^\uFEFF/, ""));
    if (toml.ok && !toml.lines.has(keyPath(keys))) {
      const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
      const { nearest } = await import("../kernel/nearest.ts");
      const near = nearest(key, toml.lines.keys());
      throw new MillraceError("cli.not-known", { what: "key in millrace.toml", value: key, near, look: "millrace config show" });
    }
    const edited = await editConfig(context, [(text) => unsetTomlKey(text, keys)], { dryRun, key });
    return editedRow(context, keys, edited, dryRun);
  },
});
