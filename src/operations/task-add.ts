import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { taskParams } from "./tasks/task-params.ts";

export const taskAdd = defineOperation({
  name: "task.add",
  effect: "change",
  scope: "control",
  details:
    "A FILE that ends in .md is taken verbatim, whatever kind of work document it is; the options then stand in the document. With --stdin-ndjson many tasks are read from standard input: see add-tasks.",
  params: taskParams,
  output: appliedSchema,
  example: { title: "Say hello", run: ["echo hello > hello.txt"], checks: ["test -s hello.txt"] },
  async run(context, input) {
    const { taskFromFile } = await import("./tasks/task-from-file.ts");
    const { taskCommand } = await import("./tasks/task-command.ts");
    const { submit } = await import("./submit.ts");
    return await submit(context, taskFromFile(context, input) ?? taskCommand(input));
  },
});
