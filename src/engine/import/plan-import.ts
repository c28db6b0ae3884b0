import { executionStandard } from "../../../machines/execution/standard.ts";
import { planningStandard } from "../../../machines/planning/standard.ts";
import { isSafeId } from "../../work/ids.ts";
import type { WorkKind } from "../../work/work-document.ts";
import { carriedConfig } from "../../workspace/import/config/carried-config.ts";
import { type Known, mapSettings, type Setting } from "../../workspace/import/config/map-settings.ts";
import type { Left, OlderItem, OlderRun, OlderWorkspace } from "../../workspace/import/older-workspace.ts";
import type { ImportPlan, PlannedItem, PlannedRun } from "./import-plan.ts";
import { letterItems } from "./letter-items.ts";
import { madeByAgent } from "./made-by-agent.ts";
import { nameItems, queueOrder } from "./name-items.ts";

const PHASES = { active: "queued", queued: "queued", blocked: "blocked", done: "done", archived: "archived" } as const;

/** What bringing an older workspace over would do. Touches nothing. */
export async function planImport(older: OlderWorkspace, known: Known): Promise<ImportPlan> {
  const letters = letterItems(older);
  const found = [...older.items, ...letters.items];
  const names = nameItems(found);
  const ordered = [...found].sort(queueOrder);
  const index = indexOf(ordered, names);
  const left = [...older.left, ...letters.left];
  const runs = planRuns(older, index, left);
  const reasons = new Map(runs.map(({ item, reason }) => [item, reason]));
  const items = ordered.map((item) => planItem(older, item, index, reasons));
  placeCounters(older, index, new Map(items.map((item) => [item.id, item])), left);
  const { text, settings } = await carriedConfig(older.line, mapSettings(older, known));
  const { line, root, tree, config } = older;
  return { line, root, tree, config, items, runs, settings, configText: text, paused: pauseOf(older, settings), left };
}

/**
 * Paused there is paused here. And where its stages were an agent's and no runner for agents is carried, nothing may begin
 * before one is named: the shell runs the commands that a document states, and would call a task without any done.
 */
function pauseOf({ line, paused }: OlderWorkspace, settings: readonly Setting[]): string | null {
  if (!settings.some(({ to }) => to === "stage_defaults.runner")) {
    return `stages were run by agents in Millrace ${line}: name a runner in millrace.toml before you resume`;
  }
  return paused ? `it was paused in Millrace ${line}` : null;
}

/** The names here of what bears an id there, by kind and id; the first is that of the item which is worked on first. */
interface Index {
  names: ReadonlyMap<OlderItem, string>;
  byId: ReadonlyMap<string, readonly string[]>;
}

function indexOf(ordered: readonly OlderItem[], names: ReadonlyMap<OlderItem, string>): Index {
  const byId = new Map<string, string[]>();
  for (const item of ordered) {
    const key = `${item.kind}:${item.id}`;
    byId.set(key, [...(byId.get(key) ?? []), names.get(item) ?? item.id]);
  }
  return { names, byId };
}

/** What an id that a document names is called here: kept, unless the one it names had to be renamed and nobody has the name now. */
function nameOf(kind: WorkKind, id: string, { byId }: Index): string {
  const names = byId.get(`${kind}:${id}`) ?? [id];
  return names.includes(id) ? id : (names[0] ?? id);
}

function planItem({ line }: OlderWorkspace, item: OlderItem, index: Index, reasons: ReadonlyMap<string, string>): PlannedItem {
  const { kind, phase, path, text, fields, by } = item;
  const id = index.names.get(item) ?? item.id;
  const root = fields.root === null ? null : nameOf("spec", fields.root, index);
  const dependsOn = fields.dependsOn.map((one) => nameOf("task", one, index));
  const commands = [...new Set([...fields.run, ...fields.fix, ...fields.checks])];
  return {
    id,
    kind,
    document: text,
    fields: { ...fields, root, dependsOn },
    held: madeByAgent(by) ? commands : [],
    phase: PHASES[phase],
    reason: item.reason ?? (phase === "blocked" ? (reasons.get(id) ?? `it was blocked in Millrace ${line}`) : null),
    counters: {},
    from: { line, path, id: item.id, phase },
  };
}

function planRuns(older: OlderWorkspace, { byId }: Index, left: Left[]): PlannedRun[] {
  const { line, tree } = older;
  return [...older.runs].sort(byStart).flatMap((run): PlannedRun[] => {
    const item = byId.get(`${run.kind}:${run.item}`)?.[0];
    if (item === undefined || !isSafeId(run.id)) {
      const what = run.item === "" ? "It was about no work item" : `Its item, ${run.kind} "${run.item}", is not carried`;
      left.push({ path: `${tree}/${run.directory}`, why: `${item === undefined ? what : "Its id cannot be one here"}: ${run.reason}` });
      return [];
    }
    const { outcome, reason, stages, started, millis, directory } = run;
    return [{ id: run.id, item, line, loop: `${run.plane} of ${line}`, outcome, reason, stages, started, millis, directory }];
  });
}

function byStart(a: OlderRun, b: OlderRun): number {
  return a.started < b.started ? -1 : a.started > b.started ? 1 : 0;
}

/** The recovery counters that each kind's loop has; an absent limit is a counter that nothing here would look at. */
function countersOf(kind: WorkKind): ReadonlySet<string> {
  const { limits } = kind === "task" ? executionStandard : planningStandard;
  return new Set(Object.keys(limits));
}

function placeCounters(older: OlderWorkspace, { byId }: Index, planned: ReadonlyMap<string, PlannedItem>, left: Left[]): void {
  const path = `${older.tree}/state/recovery_counters.json`;
  for (const { kind, item, counters } of older.counters) {
    const target = planned.get(byId.get(`${kind}:${item}`)?.[0] ?? "");
    if (!target) {
      left.push({ path, why: `Counters of ${kind} "${item}", which is not carried: ${told(counters)}` });
      continue;
    }
    const ours = countersOf(target.kind);
    const entries = Object.entries(counters);
    target.counters = Object.fromEntries(entries.filter(([name]) => ours.has(name)));
    const others = Object.fromEntries(entries.filter(([name]) => !ours.has(name)));
    if (Object.keys(others).length > 0) {
      left.push({ path, why: `Counters of ${kind} "${item}" that its loop here does not have: ${told(others)}` });
    }
  }
}

function told(counters: Readonly<Record<string, number>>): string {
  return Object.entries(counters)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
