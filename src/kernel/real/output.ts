import { writeSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";
import { isFsError } from "../fs-error.ts";

/** Standard output or standard error. */
export interface Output {
  /** Blocks until everything is written. After the reader has gone (EPIPE), writes nothing and does not fail. */
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 100 where there is none. */
  columns(): number;
}

/** Straight to the descriptor: `process.stdout` costs 12 to 20 ms to set up, and may lose its end when the process exits. */
function outputOf(fd: 1 | 2): Output {
  let open = true;
  return {
    write(text) {
      let bytes: Uint8Array = Buffer.from(text);
      while (open && bytes.length > 0) {
        try {
          bytes = bytes.subarray(writeSync(fd, bytes));
        } catch (error) {
          if (isFsError(error, "EAGAIN")) pause();
          else if (isFsError(error, "EPIPE")) open = false;
          else throw error;
        }
      }
    },
    isTerminal: isatty(fd),
    columns: () => (isatty(fd) && (fd === 1 ? process.stdout : process.stderr).columns) || 100,
  };
}

/** A pipe that another process made non-blocking is full: gives its reader a millisecond. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

export const standardOutput: Output = outputOf(1);
export const standardError: Output = outputOf(2);
