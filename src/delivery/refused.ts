import type { ErrorValues } from "../kernel/errors/catalogue-entry.ts";
import { type ErrorCode, type Failure, MillraceError } from "../kernel/errors/millrace-error.ts";

/** A refusal with its rendered reason. */
export function refused(code: ErrorCode, values: ErrorValues): { type: "refused"; reason: string; failure: Failure } {
  return { type: "refused", reason: new MillraceError(code, values).message, failure: { code, values } };
}
