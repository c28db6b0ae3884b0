import type { DocumentProblem } from "../document-problem.ts";
import type { WorkKind } from "../work-document.ts";
import type { RawField } from "./field-value.ts";

/** What either grammar found, before values are judged. */
export interface RawDocument {
  form: "front-matter" | "labels";
  kind: WorkKind | null;
  id: { value: unknown; line: number | null } | null;
  /** The first `# ` heading, which is the title unless a field says it. */
  heading: string | null;
  fields: RawField[];
  body: string;
  problems: DocumentProblem[];
}
