import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";

/** Of a path: another run may well not meet it. A disk that is full or broken concerns the owner. */
const OF_A_PATH = ["EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ELOOP", "ENAMETOOLONG", "EINVAL"];
const OF_THE_DISK = /No space left|Disk quota exceeded|Read-only file system|Input\/output error|Too many open files/i;

/** Whether what an effect threw keeps only its own run from going on, and not the owner from working. */
export function isFailureOfRun(error: unknown): error is Error {
  if (!(error instanceof MillraceError)) return isFsError(error, ...OF_A_PATH);
  return (error.code.startsWith("git.") || error.code.startsWith("tree.")) && !OF_THE_DISK.test(error.message);
}
