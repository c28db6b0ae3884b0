import { emptyFields } from "../../../work/empty-fields.ts";
import { idLabels } from "../../../work/fields/field-table.ts";
import { isSafeId } from "../../../work/ids.ts";
import { parseDocument } from "../../../work/parse-document.ts";
import { slugOf } from "../../../work/slug.ts";
import type { WorkKind } from "../../../work/work-document.ts";
import type { OlderItem, OlderPhase } from "../older-workspace.ts";
import type { FoundFile, TreeReader } from "../tree-reader.ts";
import { invalidReasons } from "./invalid.ts";

const usual: Readonly<Record<string, OlderPhase>> = {
  active: "active",
  queue: "queued",
  blocked: "blocked",
  done: "done",
  archive: "archived",
};

const incidents: Readonly<Record<string, OlderPhase>> = {
  active: "active",
  incoming: "queued",
  blocked: "blocked",
  resolved: "done",
  archive: "archived",
};

const homes: readonly (readonly [WorkKind, string, Readonly<Record<string, OlderPhase>>])[] = [
  ["task", "tasks", usual],
  ["spec", "specs", usual],
  ["incident", "incidents", incidents],
  ["probe", "probes", usual],
  ["learning_request", "learning/requests", usual],
];

/** The work documents, each by the directory that it lies in: there the directory was the truth. */
export function readDocuments(reader: TreeReader): OlderItem[] {
  return homes.flatMap(([kind, home, phases]) =>
    Object.entries(phases).flatMap(([folder, phase]) => {
      const directory = `${home}/${folder}`;
      leaveOthers(reader, directory);
      return reader.documents(directory).flatMap((file) => readItem(reader, kind, phase, file) ?? []);
    }),
  );
}

function readItem(reader: TreeReader, kind: WorkKind, phase: OlderPhase, file: FoundFile): OlderItem | null {
  const stem = file.name.slice(0, -3);
  const stated = statedId(kind, file.text);
  const id = stated ?? stem;
  // An id that is no id here would make the whole document unreadable, so that it is read without that line.
  const text = stated === null || isSafeId(stated) ? file.text : file.text.replace(idLine(kind), "");
  const parsed = parseDocument(text, { kind, id: isSafeId(id) ? id : slugOf(id) });
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ line, problem }) => (line === null ? problem : `line ${line}: ${problem}`));
    reader.leave(file.path, `It cannot be read: ${problems.join("; ")}`);
    return null;
  }
  const { details, document } = parsed;
  const told = (key: string): string | null => (typeof details[key] === "string" && details[key] !== "" ? details[key] : null);
  return {
    kind,
    phase,
    id,
    path: file.path,
    text: file.text,
    fields: { ...emptyFields(document.fields.title), ...document.fields },
    reason: null,
    by: told("created_by") ?? told("opened_by"),
    at: told("created_at") ?? told("opened_at"),
  };
}

function idLine(kind: WorkKind): RegExp {
  const label = idLabels.find(([known]) => known === kind)?.[1] ?? "";
  return new RegExp(`^${label}:[ \\t]*(.*?)[ \\t]*\\r?$`, "m");
}

function statedId(kind: WorkKind, text: string): string | null {
  return idLine(kind).exec(text)?.[1]?.trim() || null;
}

/** Files that are no documents: those that the older runtime had set aside already, and its notes beside documents. */
function leaveOthers(reader: TreeReader, directory: string): void {
  const names = reader.names(directory);
  const reasons = names.includes("invalid-artifacts.jsonl") ? invalidReasons(reader.text(`${directory}/invalid-artifacts.jsonl`)) : null;
  for (const name of names) {
    const path = `${reader.tree}/${directory}/${name}`;
    if (/\.md\.invalid(\.\d+)?$/.test(name)) {
      reader.leave(path, `It was set aside as invalid there: ${reasons?.get(name) ?? "no reason was kept"}`);
    } else if (name.endsWith(".requeue.jsonl")) reader.leave(path, "A note of requeues, which this version does not need");
  }
}
