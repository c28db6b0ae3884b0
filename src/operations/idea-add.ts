import { defineOperation } from "./define-operation.ts";
import { addedSchema } from "./schemas/common.ts";
import { ideaParams } from "./tasks/task-params.ts";

export const ideaAdd = defineOperation({
  name: "idea.add",
  effect: "change",
  scope: "control",
  details:
    "A FILE that ends in .md is taken verbatim and may be plain text. Ideas may also be dropped into ideas/inbox at the root of the workspace.",
  params: ideaParams,
  output: addedSchema,
  example: { title: "Receipts could be mailed", body: "Some customers asked." },
  async run(context, input) {
    const { addWork } = await import("./tasks/add-work.ts");
    return await addWork(context, { kind: "idea", command: "add-idea" }, input);
  },
});
