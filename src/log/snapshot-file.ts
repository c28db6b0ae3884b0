import { crc32 } from "node:zlib";
import { isObject } from "../events/is-object.ts";
import type { LogPosition } from "./position.ts";

/** A folded state and the position up to which it was folded. A cache: the log alone is true. */
export interface Snapshot {
  /** Version of the code that folded it; another version folds anew. */
  reducer: string;
  position: LogPosition;
  state: unknown;
}

const STATE = ',"state":';
/** The members before the state are shorter than this. */
const HEAD_LIMIT = 4096;

/** `{v, reducer, seq, hash, segment, offset, crc, state}` as one JSON text; `crc` is the CRC-32 of the text of `state`. */
export function encodeSnapshot(snapshot: Snapshot): Buffer {
  const state = Buffer.from(JSON.stringify(snapshot.state));
  const head = JSON.stringify({ v: 1, reducer: snapshot.reducer, ...snapshot.position, crc: crc32(state) });
  return Buffer.concat([Buffer.from(head.slice(0, -1) + STATE), state, Buffer.from("}\n")]);
}

/** The snapshot, or what is wrong with the file. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot | { problem: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cut = text.subarray(0, HEAD_LIMIT).indexOf(STATE);
  const end = text.length - 2;
  if (cut === -1 || end <= cut || text.toString("latin1", end) !== "}\n") return { problem: "it is not a snapshot, or not a whole one" };
  const head = parse(`${text.toString("utf8", 0, cut)}}`);
  if (!isObject(head) || head.v !== 1 || typeof head.reducer !== "string") return { problem: "its head cannot be read" };
  const { seq, hash, segment, offset } = head;
  if (typeof seq !== "number" || typeof hash !== "string" || typeof segment !== "string" || typeof offset !== "number") {
    return { problem: "its position cannot be read" };
  }
  const state = text.subarray(cut + STATE.length, end);
  if (crc32(state) !== head.crc) return { problem: "its state does not have its checksum" };
  return { reducer: head.reducer, position: { seq, hash, segment, offset }, state: JSON.parse(state.toString()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
