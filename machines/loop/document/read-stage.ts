import { suggest } from "../check/nearest.ts";
import { failureTerminal, type LimitRef, type ResultClass, resultClasses, type StageRule, type StageState } from "../definition.ts";
import type { AuthoredBranch } from "../rules.ts";
import { readBranches } from "./read-branches.ts";
import { type Report, show, type Table } from "./report.ts";

/** A stage of a document: its rule, and its handlers by terminal. */
export function readStage(report: Report, name: string, value: unknown): { rule: StageRule; state: StageState<LimitRef> } {
  const path = `stages.${name}`;
  const table =
    report.table(path, value, 'Write a table with the handlers, e.g. on = { REVIEW_COMPLETE = "done", BLOCKED = "blocked" }.') ?? {};
  report.onlyKeys(path, table, ["on", "terminals", "verifies", "passes", "refutes_to", "classes"]);
  const on = readHandlers(report, `${path}.on`, name, table.on);
  const names = (key: string, fix: string) => (table[key] === undefined ? null : report.strings(`${path}.${key}`, table[key], fix));
  const passes = names("passes", 'List the terminals that claim success, e.g. passes = ["REVIEW_PASS"].');
  const terminals = names("terminals", 'List the legal terminals, e.g. ["REVIEW_PASS", "FIX_NEEDED"].') ?? Object.keys(on);
  const legal = [...new Set([...terminals, failureTerminal])];
  const resultClass = readClasses(report, `${path}.classes`, table.classes, legal, passes ?? []);
  return { rule: { terminals: legal, resultClass, ...readVerdict(report, path, table, passes) }, state: { on } };
}

function readHandlers(report: Report, path: string, stage: string, value: unknown): Record<string, AuthoredBranch[]> {
  const table = report.table(path, value, `Say where each terminal leads, e.g. on = { ${failureTerminal} = "blocked" }.`) ?? {};
  return Object.fromEntries(
    Object.entries(table).map(([terminal, to]) => [terminal, readBranches(report, `${path}.${terminal}`, to, stage)]),
  );
}

function readVerdict(report: Report, path: string, table: Table, passes: string[] | null): Partial<StageRule> {
  const { verifies = false, refutes_to: refutesTo } = table;
  if (typeof verifies !== "boolean") {
    report.add(
      "loop.wrong-type",
      `${path}.verifies`,
      `"${path}.verifies" is ${show(verifies)}, not true or false.`,
      "Write verifies = true.",
    );
    return {};
  }
  const needed = verifies || refutesTo !== undefined;
  const to = needed
    ? report.string(`${path}.refutes_to`, refutesTo, 'Name what a refuted pass becomes, e.g. refutes_to = "FIX_NEEDED".')
    : null;
  return { ...(verifies ? { verifies } : {}), ...(passes ? { passes } : {}), ...(to === null ? {} : { refutesTo: to }) };
}

function readClasses(
  report: Report,
  path: string,
  value: unknown,
  terminals: readonly string[],
  passes: readonly string[],
): Record<string, ResultClass> {
  const given = value === undefined ? {} : (report.table(path, value, 'Write e.g. classes = { REVIEW_DONE = "success" }.') ?? {});
  report.onlyKeys(path, given, terminals);
  const classes: Record<string, ResultClass> = {};
  for (const terminal of terminals) classes[terminal] = usualClass(terminal, passes);
  for (const [terminal, name] of Object.entries(given)) {
    const known = resultClasses.find((candidate) => candidate === name);
    if (known) classes[terminal] = known;
    else
      report.add("loop.wrong-type", `${path}.${terminal}`, `The class ${show(name)} does not exist.`, suggest(String(name), resultClasses));
  }
  return classes;
}

/** What a terminal's name says about it, as in the shipped loops. */
function usualClass(terminal: string, passes: readonly string[]): ResultClass {
  if (terminal === failureTerminal) return "blocked";
  if (terminal === "NEEDS_PLANNING") return "escalate_planning";
  return passes.includes(terminal) || /_(COMPLETE|PASS)$/.test(terminal) ? "success" : "followup_needed";
}
