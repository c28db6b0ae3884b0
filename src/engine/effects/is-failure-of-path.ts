import { isFsError } from "../../kernel/fs-error.ts";

const OF_A_PATH = ["EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ELOOP", "ENAMETOOLONG", "EINVAL"];

/** Whether the platform refused a path: another may well be taken. A disk that is full or broken concerns the owner. */
export function isFailureOfPath(error: unknown): error is Error {
  return isFsError(error, ...OF_A_PATH);
}
