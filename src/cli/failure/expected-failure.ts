import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";

/** Any thrown value as the failure that is shown: what the disk refuses is expected, everything else is `cli.internal`. */
export function expectedFailure(error: unknown): MillraceError {
  if (error instanceof MillraceError) return error;
  if (isFsError(error) && "syscall" in error) {
    const values = { code: error.code, path: "path" in error ? error.path : undefined, problem: error.message };
    if (isFsError(error, "EACCES", "EPERM")) return new MillraceError("cli.permission", values, error);
    if (isFsError(error, "ENOSPC", "EROFS", "EDQUOT")) return new MillraceError("cli.disk", values, error);
  }
  const problem = error instanceof Error ? error.message : String(error);
  return new MillraceError("cli.internal", { problem: problem.split("\n")[0] }, error);
}
