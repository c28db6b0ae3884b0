import type { OutputOf } from "../../operations/define-operation.ts";
import type { workspaceInit } from "../../operations/workspace-init.ts";
import type { Paper } from "../text/paper.ts";

/** What was made, and what a person does next. */
export function renderWorkspaceInit({ root, created, made, kept, chosen }: OutputOf<typeof workspaceInit>, paper: Paper): string {
  const files = made.filter((path) => /\.\w+$/.test(path));
  return [
    created
      ? `${paper.green("made")}  workspace ${paper.bold(root)}`
      : `${paper.green("ready")}  workspace ${paper.bold(root)} is there already`,
    ...files.map((path) => `  ${paper.dim("new")}   ${path}`),
    ...kept.map(({ path, why }) => `  ${paper.dim("kept")}  ${path}: ${why}`),
    ...(chosen === null
      ? []
      : [
          `  ${paper.dim("mode")}  ${chosen.mode}. ${chosen.why}`,
          "        another: millrace config set runtime.mode NAME (millrace modes)",
        ]),
    "",
    chosen === null || chosen.mode === "default_shell"
      ? '  millrace add-task "Say hello" --run "echo hi > hi" --check "test -s hi"'
      : '  millrace add-task "Write hello into hi" --check "grep -q hello hi"',
    "  millrace start --once",
  ].join("\n");
}
