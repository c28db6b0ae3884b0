import type { Operation } from "./define-operation.ts";

/** Another way to type a command. */
export interface Alias {
  words: readonly string[];
  /** Only where this option is among the arguments; it is then taken out. */
  flag?: string;
  /** Arguments that it stands for beside the command, e.g. ["--max-stages", "1"]. */
  adds?: readonly string[];
}

/** The row of an operation in the table of contents: enough for help, without loading it. */
export interface RegistryEntry {
  /** e.g. "queue.show": stable, for programs. */
  name: string;
  /** The words on the command line, e.g. ["queue", "show"]. */
  path: readonly string[];
  aliases?: readonly Alias[];
  /** What it does, in one line that begins with a verb. */
  summary: string;
  /** Heading under which help lists it. */
  area: "Work" | "Runs" | "Log" | "Plan" | "Workspace" | "Publish";
  load: () => Promise<Operation>;
}
