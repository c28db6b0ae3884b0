import { MillraceError } from "../../kernel/errors/millrace-error.ts";

/** The `exit` in a `git.failed` of a git that did not end by itself. */
export const KILLED = "killed";

/** Whether a git was ended from outside: the machine lacked memory, say. The same again may succeed. */
export function wasKilled(error: unknown): boolean {
  return error instanceof MillraceError && error.code === "git.failed" && error.values.exit === KILLED;
}
