import type { AnyNewEvent, EventData } from "../../events/event.ts";

type Named = Extract<AnyNewEvent["type"], `publish.${string}`>;

/** What happened on the way out, without the step of the machine, which is decided here. */
export type PublishFact = { [Type in Named]: { type: Type; data: Omit<EventData<Type>, "from" | "event" | "to"> } & Moves<Type> }[Named];
/** Whether what a preflight found lets the tree be committed. */
type Moves<Type extends Named> = Type extends "publish.checked" ? { ready: boolean } : unknown;

export interface PublishStep {
  type: "publishStep";
  fact: PublishFact;
  /** Sequence of the event after which the caller looked; something else that happened to the publication since refuses the step. */
  after: number | null;
}
