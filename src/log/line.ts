import type { EventEnvelope } from "../events/envelope.ts";
import { sha256 } from "../kernel/sha256.ts";

/**
 * One event is one line of JSON, its members in the order of `EventEnvelope`, `hash` last and of fixed width.
 * The hash is SHA-256 over bytes that are contiguous in the file: the previous line's `<hash>"}\n` and this line up to
 * `,"hash"`. Before line 1 stand 64 zeros. Across segments the chain continues as if they were one file.
 */
export const GENESIS = "0".repeat(64);

/** What follows a hash: the end of its line. */
export const LINE_END = '"}\n';

/** Bytes of a line's hash and end: what the next line's hash begins with. */
export const LINK_BYTES = 64 + LINE_END.length;

/** Bytes of `,"hash":"<64>"}`: what the hash of a line leaves out, without the newline. */
export const TAIL_BYTES = ',"hash":""}'.length + 64;

/** A longer line is not ours: events that would need one are refused, and a reader stops. */
export const LINE_LIMIT = 64 * 1024;

/** A line up to its hash. `data` is JSON text. */
export function lineBody(event: Omit<EventEnvelope, "data" | "hash">, data: string): string {
  const { run, attempt, command } = event;
  const optional =
    (run === undefined ? "" : `"run":${JSON.stringify(run)},`) +
    (attempt === undefined ? "" : `"attempt":${JSON.stringify(attempt)},`) +
    (command === undefined ? "" : `"command":${JSON.stringify(command)},`);
  return (
    `{"v":${event.v},"seq":${event.seq},"batch":[${event.batch[0]},${event.batch[1]}],"time":"${event.time}","epoch":${event.epoch},` +
    `"durable":${event.durable},"type":${JSON.stringify(event.type)},"tv":${event.tv},"crit":${event.crit},` +
    `"actor":${JSON.stringify(event.actor)},"subject":${JSON.stringify(event.subject)},${optional}"cause":${event.cause},"data":${data}`
  );
}

/** The hash of the line at [start, end) of `bytes`, newline excluded. The previous line's link must stand before it. */
export function hashLine(bytes: Uint8Array, start: number, end: number): string {
  return sha256(bytes.subarray(start - LINK_BYTES, end - TAIL_BYTES));
}
