import type { EventEnvelope } from "../events/envelope.ts";
import { upcast } from "../events/upcast.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { isBlobReference, loadBlob } from "./blobs.ts";
import type { Knowledge } from "./knowledge.ts";

/** What a reader makes of an event. */
export type Reading =
  | { kind: "event"; event: EventEnvelope }
  /** Not known, and may be passed over. */
  | { kind: "skipped" }
  /** Not known, and must not be passed over. */
  | { kind: "newer"; type: string; tv: number; seq: number }
  | { kind: "wrong"; problem: string };

const SKIPPED: Reading = { kind: "skipped" };

/** Resolves the event's blob, brings it to the newest version and checks its data. Changes `event`. */
export function interpret(fs: Fs, directory: string, knowledge: Knowledge, event: EventEnvelope): Reading {
  const guard = knowledge.guards.get(event.type);
  if (!guard || event.tv > guard.version) {
    return event.crit ? { kind: "newer", type: event.type, tv: event.tv, seq: event.seq } : SKIPPED;
  }
  if (isBlobReference(event.data)) {
    const blob = loadBlob(fs, directory, event.data);
    if ("problem" in blob) return { kind: "wrong", problem: `event ${event.seq}: ${blob.problem}` };
    event.data = blob.data;
  }
  if (event.tv < guard.version) {
    const cast = upcast(knowledge.upcasters, event.type, event.tv, guard.version, event.data);
    if (!cast) return { kind: "wrong", problem: `event ${event.seq}: no upcaster from version ${event.tv} of ${event.type}` };
    event.data = cast.data;
    event.tv = guard.version;
  }
  const problem = guard.check(event.data);
  return problem === null ? { kind: "event", event } : { kind: "wrong", problem: `event ${event.seq}, ${event.type}: ${problem}` };
}
