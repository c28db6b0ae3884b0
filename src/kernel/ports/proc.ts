/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque start time as the platform tells it; equal for the same process only. */
  started: string;
}

export interface SpawnOrder {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Paths that receive the output (opened for append), or "ignore". */
  stdout: string | "ignore";
  stderr: string | "ignore";
  /** A path to read from, "ignore", or "pipe" to write into. */
  stdin: string | "ignore" | "pipe";
}

export interface SpawnedProcess {
  identity: ProcessIdentity;
  /** Ends with the exit code, or the signal that ended it. */
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** Only with `stdin: "pipe"`. */
  write(text: string): void;
  closeStdin(): void;
  /** Lets the parent end before the child. */
  unref(): void;
}

/** Processes. Each child leads its own session and group, so that its whole tree can be ended. */
export interface Proc {
  self(): ProcessIdentity;
  spawn(order: SpawnOrder): SpawnedProcess;
  /** The identity of a live process, null when there is none (or only a zombie). */
  identify(pid: number): ProcessIdentity | null;
  /** Whether a live process stands still because of a signal or a debugger: it keeps its locks and answers nobody. */
  suspended(pid: number): boolean;
  signal(pid: number, signal: "TERM" | "KILL" | "INT" | "STOP" | "CONT"): boolean;
  signalGroup(pid: number, signal: "TERM" | "KILL" | "INT" | "STOP" | "CONT"): boolean;
  /** Live processes (never this one) whose environment holds NAME=value. */
  carrying(name: string, value: string): ProcessIdentity[];
}
