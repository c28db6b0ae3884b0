import type { EventName, EventOf } from "../../events/event.ts";

/** How an event is told in a sentence without its final period. */
export type Sentences<Names extends EventName> = { [Name in Names]: (event: EventOf<Name>) => string };
