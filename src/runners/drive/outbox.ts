import type { InputPipe } from "../../kernel/real/piped-process.ts";

/** Lines on their way to a program that may read them slowly, or not at all. */
export interface Outbox {
  /** False when more waits than a program that reads would ever leave. */
  send(line: string): boolean;
  /** Closes the program's standard input after what waits. */
  close(): void;
}

/** Beyond the prompt there are only short messages: who leaves this much does not read any more. */
const MOST_WAITING = 32 * 1024 * 1024;

/** Hands lines to a program's standard input, one write at a time. Once nobody reads, the rest is dropped. */
export function newOutbox(input: InputPipe): Outbox {
  let lines: string[] = [];
  let waiting = 0;
  let writing = false;
  let closing = false;
  let deaf = false;
  const pump = async (): Promise<void> => {
    writing = true;
    while (lines.length > 0 && !deaf) {
      const bytes = new TextEncoder().encode(lines.join(""));
      lines = [];
      deaf = !(await input.write(bytes));
      waiting -= bytes.length;
    }
    writing = false;
    if (closing || deaf) input.close();
  };
  return {
    send(line) {
      if (closing || deaf) return true;
      // Lines are mostly ASCII, and a bound needs no more precision than that.
      waiting += line.length + 1;
      lines.push(`${line}\n`);
      if (!writing) void pump();
      return waiting <= MOST_WAITING;
    },
    close() {
      closing = true;
      if (!writing) input.close();
    },
  };
}
