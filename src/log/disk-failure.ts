import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";

/** A failed write in our words: `log.disk` where an operator can help, `log.io` otherwise. Rethrows what no disk says. */
export function diskFailure(error: unknown): MillraceError {
  if (!isFsError(error)) throw error;
  const values = { code: error.code, problem: error.message };
  return new MillraceError(["ENOSPC", "EROFS", "EDQUOT"].includes(error.code) ? "log.disk" : "log.io", values, error);
}
