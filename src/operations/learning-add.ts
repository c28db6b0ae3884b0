import { defineOperation } from "./define-operation.ts";
import { addedSchema } from "./schemas/common.ts";
import { learningParams } from "./tasks/task-params.ts";

export const learningAdd = defineOperation({
  name: "learning.add",
  effect: "change",
  scope: "control",
  details: "A FILE that ends in .md is taken verbatim; the options then stand in the document.",
  params: learningParams,
  output: addedSchema,
  example: { title: "Learn to read receipts", action: "create", skill: "receipts" },
  async run(context, input) {
    const { addWork } = await import("./tasks/add-work.ts");
    return await addWork(context, { kind: "learning_request", command: "add-learning-request" }, input);
  },
});
