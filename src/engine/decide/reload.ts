import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";

/**
 * Answers a reload. The owner has compiled the plan before, and its adoption or rejection is in the log already: `failure` is
 * what it came to. Absent where nobody works, and so nobody compiled.
 */
export function reload(_state: unknown, command: CommandOf<"reload">): Decision {
  const { failure } = command;
  if (failure === undefined) return refuse("runtime.not-running", { action: "reload" });
  return failure === null ? happen() : { ok: false, failure };
}
