import { isObject } from "../../../events/is-object.ts";
import type { OlderRun } from "../older-workspace.ts";
import { textIn, timeIn } from "../text-values.ts";
import type { TreeReader } from "../tree-reader.ts";

/** The runs, each by its history of transitions. */
export function readRuns(reader: TreeReader): OlderRun[] {
  return reader.names("runs").flatMap((id) => readRun(reader, id) ?? []);
}

function readRun(reader: TreeReader, id: string): OlderRun | null {
  const file = `runs/${id}/transition_history.jsonl`;
  const text = reader.text(file);
  const records = recordsOf(text ?? "");
  const stages = records.filter((record) => textIn(record, "event_name") === "execution.stage.transition");
  const [first, last] = [stages[0], stages.at(-1)];
  const started = timeIn(first, "timestamp");
  const ended = timeIn(last, "timestamp");
  const item = stages.flatMap((stage) => taskOf(stage) ?? [])[0];
  if (last === undefined || started === null || ended === null || item === undefined) {
    reader.leave(`${reader.tree}/runs/${id}`, text === null ? "It has no history of transitions" : "Its history names no stage of a task");
    return null;
  }
  const { outcome, reason } = endOf(last);
  return {
    id,
    kind: "task",
    item,
    plane: textIn(last, "plane") ?? "execution",
    outcome,
    reason,
    stages: stages.length,
    started,
    millis: Math.max(0, Date.parse(ended) - Date.parse(started)),
    directory: `runs/${id}`,
  };
}

function endOf(last: unknown): Pick<OlderRun, "outcome" | "reason"> {
  const status = textIn(last, "status_after") ?? "no status";
  const stage = textIn(last, "node_id") ?? "a stage";
  const mutations = isObject(last) && Array.isArray(last.queue_mutations_applied) ? last.queue_mutations_applied : [];
  const reason = `${stage} ended with ${status.replace(/^### /, "")}`;
  if (mutations.includes("archive_task") || status.endsWith("UPDATE_COMPLETE")) return { outcome: "done", reason };
  if (mutations.includes("quarantine_task") || status.endsWith("NEEDS_RESEARCH")) return { outcome: "handoff", reason };
  if (status.endsWith("BLOCKED") || status.endsWith("NET_WAIT")) return { outcome: "blocked", reason };
  return { outcome: "cancelled", reason: `cut off after ${reason}` };
}

function taskOf(record: unknown): string | null {
  const task = isObject(record) ? (record.active_task_before ?? record.active_task_after) : null;
  return textIn(record, "active_task_before") ?? textIn(record, "active_task_after") ?? textIn(task, "task_id");
}

/** A line that a crash tore is passed over: it tells of nothing that was finished. */
function recordsOf(text: string): unknown[] {
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}
