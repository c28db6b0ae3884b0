import { defineOperation } from "./define-operation.ts";
import { addedSchema } from "./schemas/common.ts";
import { taskParams } from "./tasks/task-params.ts";

export const taskAdd = defineOperation({
  name: "task.add",
  effect: "change",
  scope: "control",
  details:
    "A FILE that ends in .md is taken verbatim, whatever kind of work document it is; the options then stand in the document. One that ends in .json is in the JSON form of the older tools. With --stdin-ndjson many tasks are read from standard input: see add-tasks.",
  params: taskParams,
  output: addedSchema,
  example: { title: "Say hello", run: ["echo hello > hello.txt"], checks: ["test -s hello.txt"] },
  async run(context, input) {
    const { addWork } = await import("./tasks/add-work.ts");
    return await addWork(context, { kind: "task", command: "add-task" }, input);
  },
});
