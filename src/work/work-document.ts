/** The kinds of work document. */
export type WorkKind = "task" | "spec" | "incident" | "idea" | "probe" | "learning_request";

/** The fields of a work document that the runtime acts upon; everything else in it is for readers. */
export interface WorkFields {
  title: string;
  /** Ids of items that must be done before this one is claimed. */
  dependsOn: string[];
  /** Higher is claimed first; 0 by default. */
  priority: number;
  /** Commands of the shell runner's builder. */
  run: string[];
  /** Commands of the shell runner's fixer. */
  fix: string[];
  /** Required checks: a name from millrace.toml, or a command. */
  checks: string[];
  /** Paths that the work is meant to touch, relative to the workspace: work on others may go on beside it. Empty for all. */
  paths: string[];
  /** The root spec it belongs to. */
  root: string | null;
}

/** A parsed document: its identity and fields. Its bytes stay what they are. */
export interface WorkDocument {
  kind: WorkKind;
  id: string;
  fields: WorkFields;
}
