import type { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { OperationError } from "./context.ts";

/** Refusals that another process or the disk will lift by itself. */
const RETRYABLE: ReadonlySet<string> = new Set(["owner.taken", "log.busy", "log.io", "log.sync-failed", "git.index-locked"]);

/** A refusal as the data that every surface gives. */
export function operationError(error: MillraceError): OperationError {
  return { code: error.code, message: error.message, fix: error.fix ?? null, retryable: RETRYABLE.has(error.code) };
}
