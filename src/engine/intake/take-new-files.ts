import { slugOf } from "../../work/slug.ts";
import type { WorkDocument } from "../../work/work-document.ts";
import type { IncomingDocument } from "../../workspace/documents/report.ts";
import type { OutsideCommand } from "../decide/command-schema.ts";
import type { IntakeDesk } from "./desk.ts";
import { readNew } from "./read-new.ts";
import { refusalOf } from "./read-problems.ts";
import { refuseFile } from "./refuse-file.ts";
import { takeIdea } from "./take-idea.ts";

/** So many documents share one sync at most. */
const TOGETHER = 50;

/**
 * Makes files that were put among the documents items, in their order. Documents next to each other that cannot concern one another are made
 * durable together: a thousand syncs would take seconds. Yields after each piece of work, so that others get their turn.
 */
export function* takeNewFiles(desk: IntakeDesk, files: readonly IncomingDocument[]): Generator<void> {
  let group: New[] = [];
  for (const file of files) {
    const read = file.inbox ? null : readNew(file);
    if (read?.ok && joins(group, read.document)) {
      group.push({ file, document: read.document });
      continue;
    }
    yield takeTogether(desk, group);
    group = [];
    if (read === null) yield takeIdea(desk, file);
    else if (read.ok) group = [{ file, document: read.document }];
    else yield refuseFile(desk, { path: file.path, revision: file.revision, ...read.wrong });
  }
  yield takeTogether(desk, group);
}

interface New {
  file: IncomingDocument;
  document: WorkDocument;
}

/** What waits for another item may close a circle with it, and of two ids that are the same but for their case only one is taken. */
function joins(group: readonly New[], { id, fields }: WorkDocument): boolean {
  if (group.length === 0) return true;
  if (group.length === TOGETHER || fields.dependsOn.length > 0) return false;
  return group.every(({ document }) => document.fields.dependsOn.length === 0 && document.id.toLowerCase() !== id.toLowerCase());
}

function takeTogether(desk: IntakeDesk, group: readonly New[]): void {
  const { world, owned } = desk;
  const commands = group.map(({ file, document: { kind, id, fields } }) => {
    const add: OutsideCommand = { type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: file.text, body: "" };
    return { ...add, id: world.ids.fresh(), actor: "operator" as const };
  });
  for (const [index, answer] of owned.store.applyTogether(commands).entries()) {
    const file = group[index]?.file;
    if (answer.status === "rejected" && file) refuseFile(desk, { path: file.path, revision: file.revision, ...refusalOf(answer.failure) });
  }
}
