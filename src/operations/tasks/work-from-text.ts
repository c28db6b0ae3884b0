import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { readDocument } from "../../work/read-document.ts";
import { slugOf } from "../../work/slug.ts";
import type { WorkKind } from "../../work/work-document.ts";
import type { AddItem } from "./work-command.ts";

export interface TextOrder {
  text: string;
  /** How the text is named to a person. */
  where: string;
  /** Where the text does not say it. */
  kind: WorkKind;
  id: string;
  /** Whether it may say that it is of another kind. */
  anyKind: boolean;
}

/** The command that adds a document as it is. Throws `item.bad-document` with the first problem and its line. */
export function workFromText({ text, where, kind, id, anyKind }: TextOrder): AddItem {
  const read = readDocument(text, { kind, id });
  if (!read.ok) {
    const [first] = read.problems;
    const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : "";
    throw new MillraceError("item.bad-document", { where, line: first?.line, problem: `${first?.problem}. ${first?.fix}${more}` });
  }
  const { document } = read;
  if (document.kind !== kind && !anyKind) {
    const problem = `it says that it is a ${document.kind.replace("_", " ")}, not a ${kind.replace("_", " ")}`;
    throw new MillraceError("item.bad-document", { where, problem });
  }
  const { fields } = document;
  return { type: "addItem", kind: document.kind, item: document.id, slug: slugOf(fields.title), fields, document: text, body: "" };
}
