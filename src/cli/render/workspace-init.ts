import type { OutputOf } from "../../operations/define-operation.ts";
import type { workspaceInit } from "../../operations/workspace-init.ts";
import type { Paper } from "../text/paper.ts";

/** What was made, and what a person does next. */
export function renderWorkspaceInit({ root, created, made, kept }: OutputOf<typeof workspaceInit>, paper: Paper): string {
  const files = made.filter((path) => /\.\w+$/.test(path));
  return [
    created
      ? `${paper.green("made")}  workspace ${paper.bold(root)}`
      : `${paper.green("ready")}  workspace ${paper.bold(root)} is there already`,
    ...files.map((path) => `  ${paper.dim("new")}   ${path}`),
    ...kept.map(({ path, why }) => `  ${paper.dim("kept")}  ${path}: ${why}`),
    "",
    '  millrace add-task "Say hello" --run "echo hi > hi" --check "test -s hi"',
    "  millrace start --once",
  ].join("\n");
}
