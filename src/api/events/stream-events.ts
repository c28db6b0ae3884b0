import type { EventTail } from "../../engine/follow/event-tail.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import { operationError } from "../../operations/operation-error.ts";
import { eventRow } from "../../operations/schemas/event.ts";
import { failureOf } from "../failure-response.ts";
import type { EventFilter } from "./read-filter.ts";

const HEADERS = { "content-type": "text/event-stream", "cache-control": "no-cache", "x-accel-buffering": "no" };

/** Milliseconds after which a browser that lost the stream asks again, with the last id that it saw. */
const RETRY = 1000;

/**
 * Events after `after` as Server-Sent Events, without end: the sequence is the id, so that a client carries on where it was. `signal` ends it.
 * Throws before the answer begins when that place is not in the log; what fails later is told as the event `failure`.
 */
export async function streamEvents(tail: EventTail, filter: EventFilter, after: number, signal: AbortSignal): Promise<Response> {
  const gone = new AbortController();
  const events = tail.follow(after, AbortSignal.any([gone.signal, signal]));
  const first = await events.next();
  let waiting: IteratorResult<readonly EventEnvelope[]> | null = first;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY}\n\n`)),
    async pull(controller) {
      try {
        const piece = waiting ?? (await events.next());
        waiting = null;
        if (piece.done) return controller.close();
        const frames = piece.value.filter(filter).map(frameOf).join("");
        controller.enqueue(encoder.encode(frames === "" ? ":\n\n" : frames));
      } catch (error) {
        controller.enqueue(encoder.encode(`event: failure\ndata: ${JSON.stringify({ error: operationError(failureOf(error)) })}\n\n`));
        controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, { headers: HEADERS });
}

/** The newest events as they are sent, made once for all who listen. */
const frames = new WeakMap<EventEnvelope, string>();

function frameOf(event: EventEnvelope): string {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = `id: ${event.seq}\ndata: ${JSON.stringify(eventRow(event))}\n\n`;
  frames.set(event, frame);
  return frame;
}
