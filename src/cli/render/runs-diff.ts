import type { OutputOf } from "../../operations/define-operation.ts";
import type { runsDiff } from "../../operations/runs-diff.ts";
import type { Paper } from "../text/paper.ts";

type Diff = OutputOf<typeof runsDiff>;

/** The diff itself, as programs take it; the paths alone where there is no text. */
export function renderRunsDiff(diff: Diff, paper: Paper): string {
  if (diff.changes.length === 0) return `No file was changed by ${named(diff)}.`;
  if (diff.text !== null)
    return diff.text
      .split("\n")
      .map((line) => coloured(line, paper))
      .join("\n");
  return [
    ...changeLines(diff.changes, paper),
    paper.dim(`${diff.changes.length} path${diff.changes.length === 1 ? "" : "s"} changed by ${named(diff)}`),
    ...(diff.reason === null ? [] : [paper.dim(`Only paths are known: ${diff.reason}`)]),
  ].join("\n");
}

/** One line for each path, with a letter for what became of it. */
export function changeLines(changes: Diff["changes"], paper: Paper): string[] {
  const letters = {
    added: paper.green("A"),
    deleted: paper.red("D"),
    modified: paper.yellow("M"),
    mode: paper.yellow("m"),
    type: paper.yellow("T"),
  };
  return changes.map(({ path, status }) => `${letters[status]}  ${path}`);
}

function named({ run, part }: Diff): string {
  if (part.kind === "run") return `run "${run}"`;
  return part.kind === "visit" ? `visit ${part.id} of run "${run}"` : `attempt "${part.id}"`;
}

function coloured(line: string, paper: Paper): string {
  if (/^(diff --git|index |--- |\+\+\+ |new file|deleted file|old mode|new mode|similarity|rename )/.test(line)) return paper.bold(line);
  if (line.startsWith("@@")) return paper.cyan(line);
  if (line.startsWith("+")) return paper.green(line);
  return line.startsWith("-") ? paper.red(line) : line;
}
