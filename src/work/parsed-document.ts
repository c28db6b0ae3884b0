import type { DocumentProblem } from "./document-problem.ts";
import type { FieldValue } from "./fields/field-value.ts";
import type { WorkDocument, WorkKind } from "./work-document.ts";

/** What is taken where the document is silent. Intake knows the kind by the directory and the id by the file's stem. */
export interface DocumentHints {
  kind?: WorkKind;
  /** An id, or a function that makes one from the title. */
  id?: string | ((title: string) => string);
}

export type ParsedDocument =
  | {
      ok: true;
      document: WorkDocument;
      form: "front-matter" | "labels";
      /** The free text, without title line and fields of the label grammar. */
      body: string;
      /** Known fields that are for readers only, by their front matter name. Times are ISO 8601 in UTC. */
      details: Record<string, FieldValue>;
    }
  | { ok: false; problems: DocumentProblem[] };
