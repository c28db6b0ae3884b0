import { type AuthoredBranch, type AuthoredRule, count, forget, go, remember, reset } from "../rules.ts";
import { readGuard } from "./read-guard.ts";
import { type Report, show, type Table } from "./report.ts";

const howTo = 'Write "<state>", { when = "…", count = "…", to = "<state>" }, or a list of those.';

/** Where a terminal or a choice leads: a name, a branch, or a list of both. */
export function readBranches(report: Report, path: string, value: unknown, stage: string | null): AuthoredBranch[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) report.add("loop.wrong-type", path, `"${path}" is an empty list.`, howTo);
  return list.flatMap((item, index) => readBranch(report, `${path}[${index}]`, item, stage));
}

function readBranch(report: Report, path: string, value: unknown, stage: string | null): AuthoredBranch[] {
  if (typeof value === "string") return [go(value)];
  const table = report.table(path, value, howTo);
  if (!table) return [];
  report.onlyKeys(path, table, ["to", "when", "count", "reset", "remember", "forget"]);
  const to = report.string(`${path}.to`, table.to, 'Name the state it leads to, e.g. to = "fixer".');
  const guard = table.when === undefined ? null : readGuard(report, `${path}.when`, table.when);
  const actions = readActions(report, path, table, stage);
  return to === null ? [] : [go(to, guard, ...actions)];
}

/** Actions apply in this order: reset, count, remember, forget. */
function readActions(report: Report, path: string, table: Table, stage: string | null): AuthoredRule[] {
  const counters = (key: "count" | "reset") =>
    table[key] === undefined ? [] : (report.strings(`${path}.${key}`, table[key], 'Name a counter, e.g. count = "fixCycles".') ?? []);
  return [
    ...counters("reset").map(reset),
    ...counters("count").map(count),
    ...readRemember(report, `${path}.remember`, table.remember, stage),
    ...readForget(report, `${path}.forget`, table.forget),
  ];
}

function readRemember(report: Report, path: string, value: unknown, stage: string | null): AuthoredRule[] {
  if (value === undefined || value === false) return [];
  if (typeof value === "string") return [remember(value)];
  if (value === true && stage !== null) return [remember(stage)];
  const fix = 'Write remember = true in a stage, for that stage, or name one, e.g. remember = "checker".';
  report.add("loop.wrong-type", path, `"${path}" is ${show(value)}.`, fix);
  return [];
}

function readForget(report: Report, path: string, value: unknown): AuthoredRule[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [forget];
  report.add("loop.wrong-type", path, `"${path}" is ${show(value)}, not true or false.`, "Write forget = true.");
  return [];
}
