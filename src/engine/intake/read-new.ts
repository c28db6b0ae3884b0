import { readDocument } from "../../work/read-document.ts";
import type { WorkDocument } from "../../work/work-document.ts";
import { documentPath } from "../../workspace/directory-of.ts";
import type { IncomingDocument } from "../../workspace/documents/report.ts";
import { named } from "./named.ts";
import { type Wrong, wrongOf } from "./read-problems.ts";

type ReadNew = { ok: true; document: WorkDocument } | { ok: false; wrong: Wrong };

/** Reads a file that was put among the documents. It must fit where it lies: of the directory's kind, and its id the file's stem. */
export function readNew(file: IncomingDocument): ReadNew {
  const read = readDocument(file.text, { kind: file.kind, id: file.id });
  if (!read.ok) return { ok: false, wrong: wrongOf(read.problems) };
  const { kind, id } = read.document;
  if (kind !== file.kind) {
    const problem = `It says that it is a ${named(kind)}, but it lies where ${named(file.kind)} documents are taken from`;
    return { ok: false, wrong: { problem, fix: `Move it to ${documentPath(kind, "queued", id)}, or change what it says` } };
  }
  if (id !== file.id) {
    const problem = `It says that its id is "${id}", but its name is that of "${file.id}"`;
    return { ok: false, wrong: { problem, fix: `Name it ${id}.md, or change its id` } };
  }
  return { ok: true, document: read.document };
}
