import type { ErrorValues } from "../kernel/errors/catalogue-entry.ts";
import { type ErrorCode, MillraceError } from "../kernel/errors/millrace-error.ts";
import type { CommitOutcome } from "../kernel/ports/trees.ts";

/** A refusal with its rendered reason. */
export function refused(code: ErrorCode, values: ErrorValues): Extract<CommitOutcome, { type: "refused" }> {
  return { type: "refused", reason: new MillraceError(code, values).message, failure: { code, values } };
}
