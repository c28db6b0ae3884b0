import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

export type EventFilter = (event: EventEnvelope) => boolean;

/** Which events a stream is asked for, and after which sequence (null: only what comes from now on). Throws `api.query`. */
export async function readFilter(
  query: URLSearchParams,
  lastEventId: string | null,
): Promise<{ after: number | null; filter: EventFilter }> {
  for (const name of query.keys()) {
    if (!["after", "type", "run", "item"].includes(name)) throw bad(`"${name}" is not a parameter of a stream of events`);
  }
  const [types, run, item] = [query.getAll("type"), query.get("run"), query.get("item")];
  if (types.length > 0) {
    const { checkEventTypes } = await import("../../operations/history/check-event-types.ts");
    checkEventTypes(types);
  }
  const filter: EventFilter = (event) =>
    (types.length === 0 || types.some((type) => event.type === type || event.type.startsWith(`${type}.`))) &&
    (run === null || event.run === run) &&
    (item === null || event.subject === item);
  const after = lastEventId ?? query.get("after");
  if (after === null) return { after: null, filter };
  const seq = Number(after);
  if (!/^\d+$/.test(after) || !Number.isSafeInteger(seq)) throw bad(`"${after}" is not a sequence`);
  return { after: seq, filter };
}

function bad(problem: string): MillraceError {
  return new MillraceError("api.query", { problem });
}
