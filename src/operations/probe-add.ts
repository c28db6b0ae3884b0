import { defineOperation } from "./define-operation.ts";
import { addedSchema } from "./schemas/common.ts";
import { probeParams } from "./tasks/task-params.ts";

export const probeAdd = defineOperation({
  name: "probe.add",
  effect: "change",
  scope: "control",
  details: "A FILE that ends in .md is taken verbatim; the options then stand in the document.",
  params: probeParams,
  output: addedSchema,
  example: { title: "Why is the build slow?" },
  async run(context, input) {
    const { addWork } = await import("./tasks/add-work.ts");
    return await addWork(context, { kind: "probe", command: "add-probe" }, input);
  },
});
