import type { ProcessIdentity } from "../ports/proc.ts";

export interface PipedOrder {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** What standard input reads: a file, what is written to `input`, or nothing. */
  stdin: { file: string } | "pipe" | null;
  /** Both outputs into one pipe, in the order of writing. */
  merge: boolean;
}

/** Receives output as it comes; the bytes are only lent. False ends the reading, so that the writer is held back. */
export type OutputSink = (stream: "stdout" | "stderr", bytes: Uint8Array) => boolean;

/** The writing end of a program's standard input. */
export interface InputPipe {
  /** Resolves once the pipe has taken all of it, which may be never; false when nobody reads any more. One write at a time. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** A write that is under way is given up. */
  close(): void;
}

export interface PipedProcess {
  identity: ProcessIdentity;
  /** Null unless standard input was ordered as a pipe. */
  input: InputPipe | null;
  exited: Promise<{ code: number | null; signal: string | null }>;
  /** Both pipes have no writer any more, or the sink refused. */
  drained: Promise<unknown>;
}
