import { defineOperation } from "./define-operation.ts";

export const taskAddMany = defineOperation({
  name: "task.add-many",
  effect: "change",
  scope: "control",
  streams: true,
  details:
    "One JSON object a line, with the members title, body, run, checks, fix, paths, dependsOn, priority, id. Each line is answered by one as soon as it is settled. Exits with 1 when one was refused.",
  params: {},
  output: (z) => z.object({ applied: z.number(), pending: z.number(), refused: z.number() }),
  example: {},
  exit: ({ refused }) => (refused > 0 ? 1 : 0),
  async run(context) {
    const { addTasks } = await import("./tasks/add-tasks.ts");
    return await addTasks(context);
  },
});
