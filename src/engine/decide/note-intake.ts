import type { AnyNewEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";

/** Records which files among the documents could not be taken in, and which are mended or gone. What is known already changes nothing. */
export function noteIntake(state: State, command: CommandOf<"noteIntake">): Decision {
  const about = { actor: command.actor, cause: 0 } as const;
  const refused = command.refused
    .filter(({ path, kind, problem }) => {
      const known = state.refusals.get(path);
      return known?.kind !== kind || known.problem !== problem;
    })
    .map(({ path, ...data }): AnyNewEvent => ({ ...about, type: "intake.refused", subject: path, data }));
  const cleared = command.cleared.flatMap(({ path, reason }) => clearedRefusal(state, path, reason, command.actor));
  return happen(...refused, ...cleared);
}

/** The event that ends a refusal; none where there is none of that path. */
export function clearedRefusal(state: State, path: string | null | undefined, reason: string, actor: AnyNewEvent["actor"]): AnyNewEvent[] {
  const known = path === null || path === undefined ? undefined : state.refusals.get(path);
  return known ? [{ type: "intake.cleared", actor, subject: known.path, cause: known.at, data: { reason } }] : [];
}
