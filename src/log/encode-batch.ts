import type { EventEnvelope, NewEvent } from "../events/envelope.ts";
import type { EventGuards } from "../events/event-guard.ts";
import { isObject } from "../events/is-object.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { type BlobReference, INLINE_LIMIT } from "./blobs.ts";
import { encodeLine, LINE_LIMIT } from "./line.ts";

/** The events of one decision: written together or not at all. */
export interface Batch {
  events: readonly NewEvent[];
  /** The command that led to them. */
  command?: string | undefined;
}

export interface EncodedBatch {
  text: string;
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

/** Lines for a batch that follows event `seq` with that hash. Throws `log.bad-event` for what no reader would take. */
export function encodeBatch(context: EncodeContext, batch: Batch, seq: number, hash: string): EncodedBatch {
  const encoded: EncodedBatch = { text: "", events: [], hash, lastBytes: 0 };
  const size = batch.events.length;
  for (let index = 0; index < size; index++) {
    const event = batch.events[index] as NewEvent;
    const guard = context.guards.get(event.type);
    const problem = guard ? guard.check(event.data) : "the type is not in the catalogue";
    if (!guard || problem !== null) throw new MillraceError("log.bad-event", { type: event.type, problem });
    if (isObject(event.data) && "$blob" in event.data)
      throw new MillraceError("log.bad-event", { type: event.type, problem: "data.$blob is the log's own" });
    const envelope: Omit<EventEnvelope, "data" | "hash"> = {
      v: 1,
      seq: seq + 1 + index,
      batch: [index + 1, size],
      time: context.time,
      epoch: context.epoch,
      durable: context.durable,
      type: event.type,
      tv: guard.version,
      crit: guard.critical,
      actor: event.actor,
      subject: event.subject,
      ...(event.run === undefined ? {} : { run: event.run }),
      ...(event.attempt === undefined ? {} : { attempt: event.attempt }),
      ...(batch.command === undefined ? {} : { command: batch.command }),
      cause: event.cause < 0 ? seq + 1 + index + event.cause : event.cause,
    };
    const json = JSON.stringify(event.data);
    const data = isLong(json) ? JSON.stringify(context.store(json)) : json;
    const { line, hash: own } = encodeLine(envelope, data, encoded.hash);
    encoded.lastBytes = Buffer.byteLength(line);
    if (encoded.lastBytes > LINE_LIMIT)
      throw new MillraceError("log.bad-event", { type: event.type, problem: `its line has more than ${LINE_LIMIT} bytes` });
    encoded.text += line;
    encoded.hash = own;
    // What is handed back has been through JSON, so that folding it now and folding it after a restart are the same.
    encoded.events.push({ ...envelope, data: JSON.parse(json), hash: own });
  }
  return encoded;
}

function isLong(json: string): boolean {
  if (json.length > INLINE_LIMIT) return true;
  return json.length * 3 > INLINE_LIMIT && Buffer.byteLength(json) > INLINE_LIMIT;
}
