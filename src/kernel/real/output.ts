import { fstatSync, writeSync } from "node:fs";
import process from "node:process";
import { isFsError } from "../fs-error.ts";

/** Standard output or standard error. */
export interface Output {
  /** Blocks until everything is written. After the reader has gone (EPIPE), writes nothing and does not fail. */
  write(text: string): void;
  readonly isTerminal: boolean;
  /** False once a write has found that the reader is gone. */
  readonly isOpen: boolean;
  /** Columns of the terminal; 100 where there is none. */
  columns(): number;
  /** Rows of the terminal; 40 where there is none. */
  rows(): number;
}

/** Straight to the descriptor: `process.stdout` costs 12 to 20 ms to set up, and may lose its end when the process exits. */
function outputOf(fd: 1 | 2): Output {
  let open = true;
  let terminal: boolean | null = null;
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
    get isOpen() {
      return open;
    },
    get isTerminal() {
      terminal ??= isTerminal(fd);
      return terminal;
    },
    rows: () => (fd === 1 ? process.stdout : process.stderr).rows || 40,
    columns: () => (fd === 1 ? process.stdout : process.stderr).columns || 100,
  };
}

/** Loading `node:tty` costs 6 to 10 ms under Bun, so what cannot be a terminal is told without it. */
function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(fd);
  } catch (error) {
    if (isFsError(error, "EBADF")) return false;
    throw error;
  }
}

/** A pipe that another process made non-blocking is full: gives its reader a millisecond. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

export const standardOutput: Output = outputOf(1);
export const standardError: Output = outputOf(2);
