import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent, EventName } from "../../events/event.ts";
import { itemSentences } from "./item-sentences.ts";
import { publishSentences } from "./publish-sentences.ts";
import { runSentences } from "./run-sentences.ts";
import type { Sentences } from "./sentences.ts";
import { workspaceSentences } from "./workspace-sentences.ts";

const sentences: Sentences<EventName> = { ...itemSentences, ...publishSentences, ...runSentences, ...workspaceSentences };
const table = new Map(Object.entries(sentences)) as Map<string, (event: EventEnvelope) => string>;

/** What an event says, in a sentence; of a type that this version does not know, its name. */
export function sentenceOf(event: EventEnvelope | AnyEvent): string {
  return table.get(event.type)?.(event as EventEnvelope) ?? `${event.type} (of a type that this version does not know)`;
}
