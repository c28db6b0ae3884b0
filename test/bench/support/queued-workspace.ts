import type { Workspace } from "../../support/e2e/workspace.ts";

/** Queues so many tasks as an operator would from a script, and one more urgent that runs for ten minutes. */
export async function queueTasks(workspace: Workspace, count: number): Promise<void> {
  const body = "All the words of a document of the usual length. ".repeat(16);
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ title: `Task ${n}`, id: `task-${n}`, body, run: ["true"], checks: ["true"], priority: n % 5 }),
  );
  const { code, err } = await workspace.run(["add-tasks"], { stdin: `${lines.join("\n")}\n`, timeout: 120_000 });
  if (code !== 0) throw new Error(`add-tasks ended with ${code}: ${err.slice(0, 500)}`);
  await workspace.must(["add-task", "Long", "--id", "long", "--priority", "9", "--run", "sleep 600"]);
}
