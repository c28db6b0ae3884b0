import type { OutputOf } from "../../operations/define-operation.ts";
import type { runsUndo } from "../../operations/runs-undo.ts";
import type { Paper } from "../text/paper.ts";
import { changeLines } from "./runs-diff.ts";

/** What an undo changed or would change, and how it is taken back itself. */
export function renderRunsUndo(
  { run, applied, back, written, added, removed, left, salvage }: OutputOf<typeof runsUndo>,
  paper: Paper,
): string {
  const passed = left.map(({ path, why }) => `${paper.yellow("!")}  ${path}: ${why}`);
  if (written.length + removed.length + left.length === 0) {
    return back ? `The last undo of run "${run}" is taken back already.` : `The files of run "${run}" are as they were before it already.`;
  }
  const changes = [
    ...changeLines(
      written.map((path) => ({ path, status: added.includes(path) ? ("added" as const) : ("modified" as const) })),
      paper,
    ),
    ...changeLines(
      removed.map((path) => ({ path, status: "deleted" as const })),
      paper,
    ),
  ];
  const command = (takesBack: boolean): string => paper.cyan(`millrace runs undo ${run}${takesBack ? " --back" : ""} --apply`);
  if (!applied) return [...changes, ...passed, "", `Nothing was changed yet. ${command(back)} does it`].join("\n");
  return [
    `${paper.green(back ? "undo taken back" : "undone")}  run ${paper.bold(run)}: ${written.length} written, ${removed.length} removed`,
    ...changes,
    ...passed,
    ...(salvage === null ? [] : ["", `  ${command(true)}  ${paper.dim("takes this back")}`]),
  ].join("\n");
}
