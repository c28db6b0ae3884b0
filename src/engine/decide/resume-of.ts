import type { FailureClass, Run, Session } from "../../state/run.ts";

/** After these a conversation leads nowhere: it goes round in circles, is too long, or is not known. */
const BEGIN_ANEW: ReadonlySet<FailureClass> = new Set(["repeat", "model_error", "output_limit", "session_unknown"]);

/**
 * The session with which the next attempt of a visit goes on; null where it begins its own. A session that its harness turns out not
 * to know costs an interruption, so that none is tried where none is left.
 */
export function resumeOf({ session, failed, interruptions }: Run, runner: string, interruptionsPerVisit: number): Session | null {
  if (session === undefined || failed === undefined || session.runner !== runner) return null;
  if (BEGIN_ANEW.has(failed.failure)) return null;
  // A harness that fell in the same session twice will fall again.
  if (failed.failure === "exit_nonzero" && failed.resumed) return null;
  return session.resumed || interruptions < interruptionsPerVisit ? session : null;
}
