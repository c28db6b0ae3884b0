import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFailureOfPath } from "./is-failure-of-path.ts";

const OF_THE_DISK = /No space left|Disk quota exceeded|Read-only file system|Input\/output error|Too many open files/i;

/** Whether what an effect threw keeps only its own run from going on, and not the owner from working. */
export function isFailureOfRun(error: unknown): error is Error {
  if (!(error instanceof MillraceError)) return isFailureOfPath(error);
  return (error.code.startsWith("git.") || error.code.startsWith("tree.")) && !OF_THE_DISK.test(error.message);
}
