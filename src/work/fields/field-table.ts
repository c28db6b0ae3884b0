import type { WorkKind } from "../work-document.ts";

/** How a field's value is read. A plural is a list. */
export type FieldShape = "text" | "id" | "time" | "integer" | "boolean" | "texts" | "ids" | "commands" | "paths";

export interface FieldSpec {
  /** Name in front matter. */
  key: string;
  /** Name in the label grammar of the older systems. */
  label: string;
  shape: FieldShape;
}

/** The label that names a document of each kind in the label grammar, strongest first: a task may also name a spec or an incident. */
export const idLabels: readonly (readonly [WorkKind, string])[] = [
  ["task", "Task-ID"],
  ["incident", "Incident-ID"],
  ["learning_request", "Learning-Request-ID"],
  ["idea", "Idea-ID"],
  ["probe", "Probe-ID"],
  ["spec", "Spec-ID"],
];

export const workKinds: readonly WorkKind[] = idLabels.map(([kind]) => kind);

/** Every field of a work document, in the order in which it is written. The labels are those of millrace 0.12 to 0.16 (fact sheet 2.3) and our own. */
export const fieldTable: readonly FieldSpec[] = [
  spec("Title", "text"),
  spec("Depends-On", "ids"),
  spec("Priority", "integer"),
  spec("Run-Commands", "commands", "run"),
  spec("Fix-Commands", "commands", "fix"),
  spec("Required-Checks", "commands", "checks"),
  spec("Target-Paths", "paths", "paths"),
  spec("Root-Spec-ID", "id", "root"),
  ...specs("text", "Summary", "Status-Hint", "Created-By", "Source-Type", "Source-Stage", "Source-Plane", "Opened-By"),
  ...specs("text", "Failure-Class", "Severity", "Trigger-Reason", "Consultant-Decision", "Requested-Action"),
  ...specs("text", "Target-Stage", "Trigger-Metadata"),
  ...specs("boolean", "Needs-Planning"),
  ...specs("time", "Created-At", "Updated-At", "Opened-At"),
  ...specs("id", "Task-ID", "Spec-ID", "Incident-ID", "Idea-ID", "Probe-ID", "Learning-Request-ID", "Root-Idea-ID", "Parent-Task-ID"),
  ...specs("id", "Parent-Spec-ID", "Source-ID", "Source-Task-ID", "Source-Spec-ID", "Target-Skill-ID"),
  ...specs("texts", "Acceptance", "References", "Risk", "Blocks", "Tags", "Goals", "Constraints", "Non-Goals", "Scope", "Assumptions"),
  ...specs("texts", "Risks", "Entrypoints", "Required-Skills", "Decomposition-Hints", "Observed-Symptoms", "Failed-Attempts"),
  ...specs("texts", "Evidence-Paths", "Related-Run-IDs", "Related-Stage-Results", "Source-Refs", "Preferred-Output-Paths"),
  ...specs("texts", "Originating-Run-IDs", "Artifact-Paths"),
];

export const specByKey: ReadonlyMap<string, FieldSpec> = new Map(fieldTable.map((field) => [field.key, field]));
export const specByLabel: ReadonlyMap<string, FieldSpec> = new Map(fieldTable.map((field) => [field.label, field]));

/** True when the field holds a list. */
export function isList(shape: FieldShape): boolean {
  return shape === "texts" || shape === "ids" || shape === "commands" || shape === "paths";
}

function spec(label: string, shape: FieldShape, key = label.toLowerCase().replaceAll("-", "_")): FieldSpec {
  return { key, label, shape };
}

function specs(shape: FieldShape, ...labels: string[]): FieldSpec[] {
  return labels.map((label) => spec(label, shape));
}
