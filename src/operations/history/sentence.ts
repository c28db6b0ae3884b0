import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent, EventName, EventOf } from "../../events/event.ts";
import { itemSentences } from "./item-sentences.ts";
import { publishSentences } from "./publish-sentences.ts";
import { runSentences } from "./run-sentences.ts";
import { workspaceSentences } from "./workspace-sentences.ts";

/** How an event is told in a sentence without its final period. */
export type Sentences<Names extends EventName> = { [Name in Names]: (event: EventOf<Name>) => string };

const sentences: Sentences<EventName> = { ...itemSentences, ...publishSentences, ...runSentences, ...workspaceSentences };
const table = new Map(Object.entries(sentences)) as Map<string, (event: EventEnvelope) => string>;

/** What an event says, in a sentence; of a type that this version does not know, its name. */
export function sentenceOf(event: EventEnvelope | AnyEvent): string {
  return table.get(event.type)?.(event as EventEnvelope) ?? `${event.type} (of a type that this version does not know)`;
}
