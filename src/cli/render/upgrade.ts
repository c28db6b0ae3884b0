import type { OutputOf } from "../../operations/define-operation.ts";
import type { upgrade } from "../../operations/upgrade.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { type Cell, table } from "../text/table.ts";

type Result = OutputOf<typeof upgrade>;
type Import = NonNullable<Result["import"]>;
type Baseline = NonNullable<Result["baseline"]>;

/** What an upgrade found, would do, did or undid. */
export function renderUpgrade(result: Result, paper: Paper): string {
  const { done, undone, notes } = result;
  return [
    ...(result.import ? importLines(result.import, result, paper) : []),
    ...(result.baseline ? baselineLines(result.baseline, result, paper) : []),
    ...(undone ? undoneLines(undone, paper) : []),
    ...notes.map((note) => `${paper.dim("note")}  ${note}`),
    ...(done === "preview" ? ["", `  ${paper.cyan("millrace upgrade --apply")} does it; until then nothing is changed`] : []),
  ].join("\n");
}

function importLines(view: Import, { done, root }: Result, paper: Paper): string[] {
  const { line, items, runs, settings, left, original, config, paused } = view;
  const verb = done === "applied" ? paper.green("carried over") : "can be carried over";
  const lines = [
    `${paper.bold(root)} is a workspace of Millrace ${line}.`,
    `${items.length} items and ${runs.length} runs ${done === "applied" ? "were " : ""}${verb}${summary(items)}`,
  ];
  if (items.length > 0)
    lines.push(
      "",
      ...table(
        ["id", "kind", "there", "here", "what to know", "title"],
        items.map((item) => itemRow(item, paper)),
        paper,
      ),
    );
  const carried = settings.filter(({ to }) => to !== null);
  if (settings.length > 0) lines.push("", paper.bold(`Settings: ${carried.length} of ${settings.length} are carried`));
  lines.push(
    ...settings.map(
      ({ from, to, value, note }) =>
        `  ${from} ${to === null ? paper.yellow("is not") : `→ ${to} = ${JSON.stringify(value)}`}${note ? `: ${note}` : ""}`,
    ),
  );
  if (left.length > 0) lines.push("", paper.bold(`${left.length} things are not carried, and stay where they are:`));
  lines.push(...left.map(({ path, why }) => `  ${path}: ${why}`));
  if (paused !== null) lines.push("", `${paper.yellow("It comes in paused")}: ${paused}. ${paper.cyan("millrace resume")} lifts that`);
  if (original !== null)
    lines.push("", `The older tree lies as it was in ${original}${config === null ? "" : `, its configuration in ${config}`}.`);
  if (done === "applied") lines.push(`  ${paper.cyan("millrace upgrade --undo")} goes back, as long as no work is done here`);
  return lines;
}

function summary(items: Import["items"]): string {
  const counts = new Map<string, number>();
  for (const { phase } of items) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  return counts.size === 0 ? "" : `: ${[...counts].map(([phase, count]) => `${count} ${phase}`).join(", ")}`;
}

function itemRow(item: Import["items"][number], paper: Paper): Cell[] {
  const { id, kind, from, phase, title } = item;
  return [id, kind.replace("_", " "), from, { text: phase, style: phaseStyle(phase, paper) }, toKnow(item), title];
}

function toKnow({ was, from, reason, commands, held, counters }: Import["items"][number]): string {
  const tallies = Object.entries(counters).map(([name, count]) => `${name} ${count}`);
  return [
    was === null ? "" : `was "${was}"`,
    from === "active" ? "its attempt is lost" : "",
    held.length > 0 ? `approval of ${counted(held.length)} is waited for` : commands > 0 ? counted(commands) : "",
    tallies.join(", "),
    reason ?? "",
  ]
    .filter((part) => part !== "")
    .join("; ");
}

function counted(commands: number): string {
  return commands === 1 ? "1 command" : `${commands} commands`;
}

function baselineLines({ from, changes, receipt }: Baseline, { done, root }: Result, paper: Paper): string[] {
  const rows = changes.map(({ path, action, why, writes }): Cell[] => [
    path,
    { text: action, style: action === "conflict" ? paper.yellow : action === "current" || action === "keep" ? paper.dim : paper.green },
    writes !== null && writes !== path ? `${why}; this version's is ${writes}` : why,
  ]);
  const head = {
    nothing: `Nothing to do: ${root} is a workspace of this version`,
    applied: `${paper.green("upgraded")}  ${root}; what was replaced is in ${receipt ?? ""}`,
    preview: `${root}${from === null ? "" : `, whose files are of ${from}`}:`,
    undone: "",
  }[done];
  return [head, "", ...table(["file", "what", "why"], rows, paper)];
}

function undoneLines({ restored, aside }: NonNullable<Result["undone"]>, paper: Paper): string[] {
  return [
    `${paper.green("undone")}  ${restored.length === 0 ? "nothing had to be put back" : `put back: ${restored.join(", ")}`}`,
    ...(aside === null ? [] : [`This version's tree lies in ${aside}`]),
  ];
}
