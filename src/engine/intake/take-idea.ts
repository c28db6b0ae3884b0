import { sha256 } from "../../kernel/sha256.ts";
import { readDocument } from "../../work/read-document.ts";
import { documentPath } from "../../workspace/directory-of.ts";
import type { IncomingDocument } from "../../workspace/documents/report.ts";
import type { IntakeDesk } from "./desk.ts";
import { named } from "./named.ts";
import { refusalOf, type Wrong, wrongOf } from "./read-problems.ts";
import { refuseFile } from "./refuse-file.ts";

/** Makes a file in the inbox of ideas an item: any name and plain text will do, and the file is taken away once its bytes are durable. */
export function takeIdea(desk: IntakeDesk, file: IncomingDocument): void {
  const wrong = take(desk, file);
  if (wrong !== null) refuseFile(desk, { path: file.path, revision: file.revision, ...wrong });
}

function take({ owned, documents }: IntakeDesk, file: IncomingDocument): Wrong | null {
  const read = readDocument(file.text, { kind: "idea", id: file.id });
  if (!read.ok) return wrongOf(read.problems);
  const { kind, id, fields } = read.document;
  if (kind !== "idea") {
    const fix = `Move it to ${documentPath(kind, "queued", id)}`;
    return { problem: `It says that it is a ${named(kind)}, but it lies where ideas are taken from`, fix };
  }
  const item = id === file.id ? null : id;
  const command = { type: "addItem", kind, item, slug: file.id, fields, document: file.text, body: "" } as const;
  // The same file again, after a crash before it was taken away, gets the first answer.
  const asked = `intake:${sha256(`${file.path}\n${file.modified}\n${file.revision}`)}`;
  const answer = owned.store.apply({ ...command, id: asked, actor: "operator" });
  if (answer.status === "rejected") return refusalOf(answer.failure);
  documents.removeTaken(file);
  return null;
}
