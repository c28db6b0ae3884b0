import type { AnyNewEvent } from "../../events/event.ts";
import type { ErrorValues } from "../../kernel/errors/catalogue-entry.ts";
import type { ErrorCode, Failure } from "../../kernel/errors/millrace-error.ts";

/** What happens, or why nothing does. An empty list is an answer too: there was nothing to change. */
export type Decision = { ok: true; events: AnyNewEvent[] } | { ok: false; failure: Failure };

/** As a `cause`: the event just before this one in the same batch. The log's writer puts the number. */
export const PREVIOUS = -1;

export function happen(...events: AnyNewEvent[]): Decision {
  return { ok: true, events };
}

export function refuse(code: ErrorCode, values: ErrorValues = {}): Decision {
  return { ok: false, failure: { code, values } };
}
