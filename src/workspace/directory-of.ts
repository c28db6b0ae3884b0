import type { Phase } from "../../machines/runtime/item.ts";
import type { WorkKind } from "../work/work-document.ts";
import { relativeLayout } from "./layout.ts";

/** A directory of work documents. */
export interface DocumentDirectory {
  /** Relative to `millrace-agents/`, e.g. `tasks/queue`. */
  path: string;
  kind: WorkKind;
  /** A new file in it becomes a work item. */
  intake: boolean;
}

const homes: Readonly<Record<WorkKind, string>> = {
  task: "tasks",
  spec: "specs",
  incident: "incidents",
  idea: "ideas",
  probe: "probes",
  learning_request: "learning/requests",
};

/** Names of the older tools' directories; theirs for incidents differ (reference, millrace-0.12 section 2.1). */
const usual = phases("queue", "done");
const incidents = phases("incoming", "resolved");

const table = Object.fromEntries(
  Object.entries(homes).map(([kind, home]) => [
    kind,
    Object.fromEntries(
      Object.entries(kind === "incident" ? incidents : usual).map(([phase, name]) => [phase, name === null ? null : `${home}/${name}`]),
    ),
  ]),
) as Record<WorkKind, Record<Phase, string | null>>;

/** All directories of work documents. */
export const documentDirectories: readonly DocumentDirectory[] = Object.entries(table).flatMap(([kind, byPhase]) =>
  [...new Set(Object.values(byPhase))].flatMap((path) =>
    path === null ? [] : [{ path, kind: kind as WorkKind, intake: path === byPhase.queued }],
  ),
);

/** The one directory in which an item's document lies, relative to `millrace-agents/`; null when it has none any more. */
export function directoryOf(kind: WorkKind, phase: Phase): string | null {
  return table[kind][phase];
}

/** Where an item's document lies, relative to the workspace; null when it has none any more. */
export function documentPath(kind: WorkKind, phase: Phase, id: string): string | null {
  const directory = directoryOf(kind, phase);
  return directory === null ? null : `${relativeLayout.agents}/${directory}/${id}.md`;
}

function phases(queue: string, done: string): Record<Phase, string | null> {
  return {
    queued: queue,
    active: "active",
    done,
    blocked: "blocked",
    handed_off: "blocked",
    cancelled: "archive",
    archived: "archive",
    removed: null,
  };
}
