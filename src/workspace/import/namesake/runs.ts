import type { WorkKind } from "../../../work/work-document.ts";
import type { OlderRun } from "../older-workspace.ts";
import { textIn, timeIn } from "../text-values.ts";
import type { TreeReader } from "../tree-reader.ts";

interface StageResult {
  stage: string;
  plane: string;
  kind: string;
  item: string;
  terminal: string;
  failure: string | null;
  started: string;
  completed: string;
}

/** The terminals that end a run there, and what became of the item by it (reference, millrace-0.12 section 4.3). */
const ENDS: Readonly<Record<string, OlderRun["outcome"]>> = {
  UPDATE_COMPLETE: "done",
  MANAGER_COMPLETE: "done",
  ARBITER_COMPLETE: "done",
  CURATOR_COMPLETE: "done",
  NEEDS_PLANNING: "handoff",
  REMEDIATION_NEEDED: "handoff",
  BLOCKED: "blocked",
};

/** The runs, each by its stage results; the latest one says how it stands. */
export function readRuns(reader: TreeReader): OlderRun[] {
  return reader
    .names("runs")
    .filter((name) => name !== "latest")
    .flatMap((id) => readRun(reader, id) ?? []);
}

function readRun(reader: TreeReader, id: string): OlderRun | null {
  const path = `${reader.tree}/runs/${id}`;
  const folder = `runs/${id}/stage_results`;
  const before = reader.left.length;
  const results = reader
    .names(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const value = reader.json(`${folder}/${name}`);
      const result = value === undefined ? null : resultOf(value);
      if (value !== undefined && result === null) reader.leave(`${reader.tree}/${folder}/${name}`, "It is no stage result");
      return result ?? [];
    })
    .sort((a, b) => order(a.completed, b.completed) || order(a.started, b.started));
  const [first, last] = [results[0], results.at(-1)];
  if (!first || !last) {
    const why = reader.left.length > before ? "None of its stage results can be read" : "It has no stage result: it was cut off before one";
    reader.leave(path, why);
    return null;
  }
  const outcome = ENDS[last.terminal];
  const detail = `${last.stage} reported ${last.terminal}${last.failure === null ? "" : ` (${last.failure})`}`;
  return {
    id,
    kind: last.kind as WorkKind,
    item: last.item,
    plane: last.plane,
    outcome: outcome ?? "cancelled",
    reason: outcome === undefined ? `cut off after ${detail}` : detail,
    stages: results.length,
    started: first.started,
    millis: Math.max(0, Date.parse(last.completed) - Date.parse(first.started)),
    directory: `runs/${id}`,
  };
}

function resultOf(value: unknown): StageResult | null {
  const [stage, plane, terminal] = [textIn(value, "stage"), textIn(value, "plane"), textIn(value, "terminal_result")];
  const [started, completed] = [timeIn(value, "started_at"), timeIn(value, "completed_at")];
  if (stage === null || terminal === null || started === null || completed === null) return null;
  const metadata = value as { metadata?: unknown };
  return {
    stage,
    plane: plane ?? "execution",
    kind: textIn(value, "work_item_kind") ?? "",
    item: textIn(value, "work_item_id") ?? "",
    terminal,
    failure: textIn(metadata.metadata, "failure_class"),
    started,
    completed,
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
