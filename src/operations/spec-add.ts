import { defineOperation } from "./define-operation.ts";
import { addedSchema } from "./schemas/common.ts";
import { specParams } from "./tasks/task-params.ts";

export const specAdd = defineOperation({
  name: "spec.add",
  effect: "change",
  scope: "control",
  details: "A FILE that ends in .md is taken verbatim; the options then stand in the document.",
  params: specParams,
  output: addedSchema,
  example: { title: "Receipts in every currency", goals: ["Totals add up"], acceptance: ["The receipt test passes"] },
  async run(context, input) {
    const { addWork } = await import("./tasks/add-work.ts");
    return await addWork(context, { kind: "spec", command: "add-spec" }, input);
  },
});
