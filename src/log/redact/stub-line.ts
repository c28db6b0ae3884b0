import type { EventEnvelope } from "../../events/envelope.ts";
import type { EventGuards } from "../../events/event-guard.ts";
import { isObject } from "../../events/is-object.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { isBlobReference, loadBlob } from "../blobs.ts";
import { lineBody, TAIL_BYTES } from "../line.ts";
import { stubData } from "./stub-data.ts";

/** What may stand in the place of a line: as long as it, ending in its hash, and the same but for its prose. */
export interface Stub {
  seq: number;
  type: string;
  subject: string;
  run: string | null;
  /** The hash that the line has and the stub keeps. */
  hash: string;
  /** The stub's bytes, newline excluded, and their SHA-256. */
  bytes: Buffer;
  sha: string;
  /** Where prose was taken out; none when there was none any more. */
  texts: string[];
  /** Data outside the line: the blob that it had, and the JSON text that stands for it. */
  blob: { from: string; to: string; json: string } | null;
  /** What stands for the document that it carried. */
  document: { item: string; revision: string } | null;
}

/** The stub of a line (newline excluded), or why there can be none. `label` is what stands where a text was. */
export function stubLine(fs: Fs, directory: string, line: Buffer, guards: EventGuards, label: string): Stub | { problem: string } {
  const event = JSON.parse(line.toString()) as EventEnvelope;
  const guard = guards.get(event.type);
  if (!guard || event.tv !== guard.version) return { problem: `which texts of ${event.type}, version ${event.tv}, are free is not known` };
  const body = line.toString("utf8", 0, line.length - TAIL_BYTES);
  const head = lineBody(event, "");
  if (!body.startsWith(head)) return { problem: "its line has another form than this version writes" };
  let { data } = event;
  const reference = isBlobReference(data) ? data : null;
  if (reference) {
    const blob = loadBlob(fs, directory, reference);
    if ("problem" in blob) return blob;
    data = blob.data;
  }
  const stubbed = stubData(data, guard.prose ?? [], label);
  const problem = guard.check(stubbed.data);
  if (problem !== null) return { problem: `without its texts it would not be an event any more: ${problem}` };
  const json = JSON.stringify(stubbed.data);
  const outside = reference ? filled(json, reference.bytes) : null;
  const inLine = reference && outside !== null ? JSON.stringify({ $blob: sha256(outside), bytes: reference.bytes }) : json;
  const bytes = Buffer.from(filled(head + inLine, Buffer.byteLength(body)) + line.toString("latin1", line.length - TAIL_BYTES));
  const document = isObject(stubbed.data) && typeof stubbed.data.document === "string" ? stubbed.data.document : null;
  return {
    seq: event.seq,
    type: event.type,
    subject: event.subject,
    run: event.run ?? null,
    hash: event.hash,
    bytes,
    sha: sha256(bytes),
    texts: stubbed.texts,
    blob: reference && outside !== null ? { from: reference.$blob, to: sha256(outside), json: outside } : null,
    document: document === null ? null : { item: event.subject, revision: sha256(document) },
  };
}

/** JSON text with blanks behind it, which mean nothing, up to so many bytes. */
function filled(json: string, bytes: number): string {
  return json + " ".repeat(bytes - Buffer.byteLength(json));
}
