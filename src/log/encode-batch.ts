import type { EventEnvelope, NewEvent } from "../events/envelope.ts";
import type { EventGuards } from "../events/event-guard.ts";
import { isObject } from "../events/is-object.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { type BlobReference, INLINE_LIMIT } from "./blobs.ts";
import { LINE_LIMIT, lineBody } from "./line.ts";
import type { LineBuffer } from "./line-buffer.ts";

/** The events of one decision: written together or not at all. */
export interface Batch {
  events: readonly NewEvent[];
  /** The command that led to them. */
  command?: string | undefined;
}

export interface EncodedBatch {
  /** As a reader will see them. */
  events: EventEnvelope[];
  /** Hash of the last line, and its bytes with the newline. */
  hash: string;
  lastBytes: number;
}

export interface EncodeContext {
  guards: EventGuards;
  epoch: number;
  durable: number;
  time: string;
  /** Makes JSON text durable outside the line. */
  store: (json: string) => BlobReference;
}

/** Adds the lines of a batch that follows event `seq` to `lines`. Throws `log.bad-event` for what no reader would take. */
export function encodeBatch(lines: LineBuffer, context: EncodeContext, batch: Batch, seq: number): EncodedBatch {
  const size = batch.events.length;
  const encoded: EncodedBatch = { events: [], hash: "", lastBytes: 0 };
  for (let index = 0; index < size; index++) {
    const event = batch.events[index] as NewEvent;
    const guard = context.guards.get(event.type);
    if (!guard) throw refused(event, "the type is not in the catalogue");
    const problem = guard.check(event.data);
    if (problem !== null) throw refused(event, problem);
    if (isObject(event.data) && "$blob" in event.data) throw refused(event, "data.$blob is the log's own");
    const json = JSON.stringify(event.data);
    const own = seq + 1 + index;
    // Members in the order of the line. What is handed back has been through JSON, so that folding it now and folding
    // it after a restart are the same.
    const written: EventEnvelope = {
      v: 1,
      seq: own,
      batch: [index + 1, size],
      time: context.time,
      epoch: context.epoch,
      durable: context.durable,
      type: event.type,
      tv: guard.version,
      crit: guard.critical,
      actor: event.actor,
      subject: event.subject,
    } as EventEnvelope;
    if (event.run !== undefined) written.run = event.run;
    if (event.attempt !== undefined) written.attempt = event.attempt;
    if (batch.command !== undefined) written.command = batch.command;
    written.cause = event.cause < 0 ? own + event.cause : event.cause;
    written.data = JSON.parse(json);
    const before = lines.size;
    const hash = lines.add(lineBody(written, isLong(json) ? JSON.stringify(context.store(json)) : json));
    if (hash === null) throw refused(event, `its line has more than ${LINE_LIMIT} bytes`);
    written.hash = hash;
    encoded.events.push(written);
    encoded.hash = hash;
    encoded.lastBytes = lines.size - before;
  }
  return encoded;
}

function refused(event: NewEvent, problem: string): MillraceError {
  return new MillraceError("log.bad-event", { type: event.type, problem });
}

function isLong(json: string): boolean {
  if (json.length > INLINE_LIMIT) return true;
  return json.length * 3 > INLINE_LIMIT && Buffer.byteLength(json) > INLINE_LIMIT;
}
