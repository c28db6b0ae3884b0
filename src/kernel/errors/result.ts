import type { ErrorValues } from "./catalogue-entry.ts";
import { type ErrorCode, type Failure, MillraceError } from "./millrace-error.ts";

/** An expected failure is a value, a bug is a throw. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail(code: ErrorCode, values: ErrorValues = {}): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, values } };
}

/** The value, or the failure thrown as a MillraceError for the surface to render. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new MillraceError(result.failure.code, result.failure.values);
}
