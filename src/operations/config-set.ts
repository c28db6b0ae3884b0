import { defineOperation } from "./define-operation.ts";
import { editedSchema } from "./schemas/config-edit.ts";

export const configSet = defineOperation({
  name: "config.set",
  effect: "change",
  scope: "control",
  details:
    'Changes one value of millrace.toml: its comments and order stay. The new file is held to the schema, and the plan is compiled from it, before it is written: a bad value changes nothing. The value is TOML (3, true, ["a", "b"]); what is none is taken for text.',
  params: {
    key: { type: "string", positional: 0, required: true, placeholder: "KEY", summary: "The setting, e.g. limits.runs_per_item" },
    value: { type: "string", positional: 1, required: true, placeholder: "VALUE", summary: "Its value" },
    dryRun: { type: "boolean", summary: "Say whether it could be set; change nothing" },
  },
  output: editedSchema,
  example: { key: "limits.runs_per_item", value: "3" },
  async run(context, { key, value, dryRun }) {
    const { setTomlKey } = await import("../work/toml/edit-toml.ts");
    const { readToml } = await import("../work/toml/read-toml.ts");
    const { keyOf } = await import("./config/key-of.ts");
    const { editConfig } = await import("./config/edit-config.ts");
    const { editedRow } = await import("./config/edited-row.ts");
    const keys = keyOf(key, "config set");
    const typed = readToml(`value = ${value}`);
    const values = [...(typed.ok && Object.keys(typed.table).length === 1 ? [value] : []), JSON.stringify(value)];
    const edits = values.map((one) => (text: string) => setTomlKey(text, keys, one));
    return editedRow(context, keys, await editConfig(context, edits, { dryRun, key }), dryRun);
  },
});
