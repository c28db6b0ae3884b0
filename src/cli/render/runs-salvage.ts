import type { OutputOf } from "../../operations/define-operation.ts";
import type { runsSalvage } from "../../operations/runs-salvage.ts";
import type { Paper } from "../text/paper.ts";

/** Where the files are. */
export function renderRunsSalvage({ attempt, directory, files, tree }: OutputOf<typeof runsSalvage>, paper: Paper): string {
  const count = `${files} file${files === 1 ? "" : "s"}`;
  return `${paper.green("salvaged")}  ${count} of attempt ${paper.bold(attempt)} ${paper.dim(`(tree ${tree.id.slice(0, 12)})`)}\n  ${directory}`;
}
