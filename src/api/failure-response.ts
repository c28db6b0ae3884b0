import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { operationError } from "../operations/operation-error.ts";

/** HTTP status by exit code (design section 10); what is not here is a failure of this side. */
const STATUS: Readonly<Record<number, number>> = { 2: 400, 3: 404, 4: 403, 5: 409, 6: 409, 7: 429, 8: 412, 10: 409, 11: 503, 130: 503 };

/** Any failure as the envelope that every surface gives: `{"error":{code,message,retryable,fix}}`. */
export function failureResponse(error: unknown, headers: Record<string, string> = {}): Response {
  const failure = failureOf(error);
  return Response.json({ error: operationError(failure) }, { status: statusOf(failure), headers });
}

/** Any thrown value as a failure with a code. */
export function failureOf(error: unknown): MillraceError {
  if (error instanceof MillraceError) return error;
  const problem = error instanceof Error ? error.message : String(error);
  return new MillraceError("cli.internal", { problem: problem.split("\n")[0] }, error);
}

function statusOf({ code, exit }: MillraceError): number {
  return code === "api.method" ? 405 : (STATUS[exit] ?? 500);
}
