import { join } from "node:path";
import type { EventEnvelope } from "../events/envelope.ts";
import { upcast, upcasters } from "../events/upcast.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { isBlobReference, loadBlob } from "./blobs.ts";
import { isTorn } from "./is-torn.ts";
import { listSegments } from "./layout.ts";
import { type LogPosition, START } from "./position.ts";
import { readLog } from "./read-log.ts";
import { stagedIn } from "./redact/staged.ts";
import { scanLog } from "./scan-log.ts";
import { snapshotPositions } from "./snapshot-positions.ts";
import { verifyBlobs } from "./verify-blobs.ts";

/** More problems than these are counted, not listed. */
const LISTED = 100;

export interface LogProblem {
  /** Null where no event is concerned. */
  seq: number | null;
  /** File below the log's directory, with the byte where that is known. */
  where: string;
  problem: string;
}

export interface VerifyReport {
  /** The last event of the valid prefix. */
  head: LogPosition;
  /** Up to which the log itself says that it is durable. */
  durable: number;
  events: number;
  segments: number;
  /** Of all segments. */
  bytes: number;
  blobs: number;
  snapshots: number;
  /** Events of types that this version does not know. */
  unknown: number;
  /** Events whose texts were taken out, and those among them of which that is announced and not carried out yet. */
  redacted: number;
  redacting: number;
  /** The first of them; `problemCount` counts them all. */
  problems: LogProblem[];
  problemCount: number;
  /** Bytes at the end that were never acknowledged: the next owner moves them aside. */
  torn: { segment: string; offset: number; bytes: number } | null;
  seconds: number;
}

export interface VerifyLogOptions {
  fs: Fs;
  directory: string;
  clock: Clock;
  /** Gets each event whose data fits, e.g. to fold it and compare with a snapshot. */
  onEvent?: (event: EventEnvelope) => void;
}

/** Checks all that can be checked of a log: chain, sequence, batches, full schemas, blobs, snapshots. Changes nothing; memory is bounded. */
export async function verifyLog({ fs, directory, clock, onEvent }: VerifyLogOptions): Promise<VerifyReport> {
  const started = clock.monotonic();
  const { eventTypes } = await import("../events/catalogue.ts");
  const types = new Map(Object.entries(eventTypes));
  const problems: LogProblem[] = [];
  let problemCount = 0;
  const report = (seq: number | null, where: string, problem: string): void => {
    if (problemCount++ < LISTED) problems.push({ seq, where, problem });
  };
  let events = 0;
  let unknown = 0;
  const redactions = new Map<string, number>();
  let epoch = 0;
  const snapshots = snapshotPositions(fs, directory, (name, problem) => report(null, `snapshots/${name}`, problem));
  const unmet = new Map(snapshots.map((snapshot) => [snapshot.position.seq, snapshot]));

  /** What is wrong with the event apart from its place in the chain; its data is resolved and brought up to date. */
  function examine(event: EventEnvelope): string | null {
    if (event.seq === 1 && event.type !== "workspace.created" && event.type !== "log.salvaged")
      return `event 1 is ${event.type}, not workspace.created`;
    if (event.epoch < epoch) return `its epoch ${event.epoch} is below ${epoch}, of an earlier event`;
    epoch = event.epoch;
    if (event.cause >= event.seq) return `its cause ${event.cause} is not before it`;
    if (event.durable >= event.seq) return `it calls ${event.durable} durable, which is not before it`;
    const type = types.get(event.type);
    if (!type || event.tv > type.version) {
      unknown++;
      return event.crit ? `its type ${event.type}, version ${event.tv}, is not known to this version` : null;
    }
    if (isBlobReference(event.data)) {
      const blob = loadBlob(fs, directory, event.data);
      if ("problem" in blob) return blob.problem;
      event.data = blob.data;
    }
    const current = upcast(upcasters, event.type, event.tv, type.version, event.data);
    if (!current) return `no upcaster from version ${event.tv} of ${event.type}`;
    event.data = current.data;
    const parsed = type.data.safeParse(event.data);
    if (!parsed.success) return parsed.error.issues.map((issue) => `data.${issue.path.join(".")}: ${issue.message}`).join("; ");
    if (event.type === "log.redacted") {
      const { stub, seq } = event.data as { stub: string; seq: number };
      redactions.set(stub, seq);
    }
    onEvent?.(event);
    return null;
  }

  const { head, end } = scanLog({
    fs,
    directory,
    from: START,
    onBatch(batch) {
      for (const event of batch) {
        events++;
        const problem = examine(event);
        if (problem !== null) report(event.seq, "", problem);
        const snapshot = unmet.get(event.seq);
        if (!snapshot) continue;
        unmet.delete(event.seq);
        if (snapshot.position.hash !== event.hash) report(event.seq, `snapshots/${snapshot.name}`, "its hash is not that of its event");
      }
      return "next";
    },
  });

  let torn: VerifyReport["torn"] = null;
  if (end.kind === "unanchored") report(null, "", end.problem);
  if (end.kind === "newer") report(end.seq, head.segment, `its envelope has version ${end.envelope}`);
  if (end.kind === "invalid") {
    const { segment, offset, bytes, seq, problem } = end;
    if (isTorn(fs, directory, end) || !staysCorrupt(fs, directory, head.line, offset)) torn = { segment, offset, bytes };
    else report(seq, `${segment}, byte ${offset}`, problem);
  }
  if (end.kind === "whole" || torn) {
    for (const snapshot of unmet.values()) report(snapshot.position.seq, `snapshots/${snapshot.name}`, "its event is not in the log");
  }
  const blobs = verifyBlobs(fs, directory, (name, problem) => report(null, name, problem));
  const segments = listSegments(fs, directory);
  return {
    head: { seq: head.seq, hash: head.hash, segment: head.segment, offset: head.offset },
    durable: head.durable,
    events,
    segments: segments.length,
    bytes: segments.reduce((sum, segment) => sum + (fs.facts(join(directory, segment.name))?.size ?? 0), 0),
    blobs,
    snapshots: snapshots.length,
    unknown,
    redacted: new Set(redactions.values()).size,
    redacting: [...(stagedIn(fs, directory)?.lines.keys() ?? [])].filter((stub) => redactions.has(stub)).length,
    problems,
    problemCount,
    torn,
    seconds: (clock.monotonic() - started) / 1000,
  };
}

/** Whether damage is still where it was: an owner may have been writing there at that moment. */
function staysCorrupt(fs: Fs, directory: string, from: LogPosition, offset: number): boolean {
  const { end } = readLog({ fs, directory, from });
  return end.kind === "corrupt" && end.offset === offset;
}
