import type { EventOf } from "../../events/event.ts";
import type { State } from "../state.ts";

export function intakeRefused(state: State, event: EventOf<"intake.refused">): void {
  state.refusals.set(event.subject, { path: event.subject, ...event.data, at: event.seq });
}

export function intakeCleared(state: State, event: EventOf<"intake.cleared">): void {
  state.refusals.delete(event.subject);
}
