import type { EventEnvelope, NewEvent } from "../../../src/events/envelope.ts";
import type { Clock } from "../../../src/kernel/ports/clock.ts";
import type { Fs } from "../../../src/kernel/ports/fs.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { type OpenedLog, openLog } from "../../../src/log/open-log.ts";
import { type ReadLogResult, readLog } from "../../../src/log/read-log.ts";
import { finishRedactions } from "../../../src/log/redact/finish-redactions.ts";
import { type PreparedRedaction, prepareRedaction } from "../../../src/log/redact/prepare-redaction.ts";
import { stage } from "../../../src/log/redact/staged.ts";
import { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";

export const DIRECTORY = "/w/log";
export const SECRET = "hunter2-hunter2-hunter2";

let now = Date.UTC(2026, 10, 20);
export const clock: Clock = { wall: () => now++, monotonic: () => now, sleep: async () => undefined };

export function freshDisk(seed = 1): FaultyFs {
  const fs = new FaultyFs({ seed });
  fs.makeDirectory("/w");
  fs.syncDirectory("/");
  return fs;
}

export const created: NewEvent = {
  type: "workspace.created",
  actor: "operator",
  subject: "workspace",
  cause: 0,
  data: { id: "w", name: "w", product: "millrace test" },
};

/** An event that is about nothing but its text. */
export function released(reason: string): NewEvent {
  return { type: "owner.released", actor: "runtime", subject: "workspace", cause: 0, data: { reason } };
}

/** A finished item is out of scope here: the log does not care what its events mean. */
export function added(item: string, document: string): NewEvent {
  const fields = { title: "T", dependsOn: [], priority: 3, run: [document], fix: [], checks: ["c"], paths: ["p"], root: null };
  const data = { kind: "task", revision: sha256(document), document, fields, held: [] };
  return { type: "item.added", actor: "operator", subject: item, cause: 0, data };
}

export function open(fs: Fs, segmentBytes?: number): OpenedLog {
  return openLog({ fs, directory: DIRECTORY, clock, create: true, ...(segmentBytes === undefined ? {} : { segmentBytes }) });
}

/** A log of these batches. */
export async function write(fs: Fs, batches: readonly (readonly NewEvent[])[], segmentBytes?: number): Promise<void> {
  const { log } = open(fs, segmentBytes);
  for (const batch of batches) log.appendNow(batch);
  await log.close();
}

export function read(fs: Fs, directory = DIRECTORY): ReadLogResult & { seen: EventEnvelope[] } {
  const seen: EventEnvelope[] = [];
  return { ...readLog({ fs, directory, onEvent: (event) => seen.push(event) }), seen };
}

/** The events by which an owner announces what was prepared. */
export function announcement({ stubs, texts }: PreparedRedaction): NewEvent[] {
  return [
    ...stubs
      .filter((stub) => stub.texts.length > 0)
      .map(({ seq, hash, sha, texts: places, blob, document }): NewEvent => {
        const data = { seq, hash, stub: sha, texts: places, blob: blob && { from: blob.from, to: blob.to }, document, reason: null };
        return { type: "log.redacted", actor: "operator", subject: "log", cause: seq, data };
      }),
    ...texts.map(
      (blob): NewEvent => ({ type: "text.redacted", actor: "operator", subject: "log", cause: 0, data: { blob, reason: null } }),
    ),
  ];
}

/** Redacts as an owner does, with `between` run when it is announced and not yet carried out. */
export async function redact(
  fs: Fs,
  order: { seqs: readonly number[]; texts?: readonly string[]; directory?: string; between?: () => void },
): Promise<PreparedRedaction> {
  const { seqs, texts = [], directory = DIRECTORY, between } = order;
  const { log } = openLog({ fs, directory, clock });
  const prepared = prepareRedaction(fs, directory, { seqs, texts, label: `[redacted by event ${log.head.seq + 1}]` });
  stage(fs, directory, prepared.stubs, prepared.texts);
  log.appendNow(announcement(prepared));
  between?.();
  log.replaceFiles(() => void finishRedactions(fs, directory));
  await log.close();
  return prepared;
}

/** Files of a disk that hold a text. */
export function holding(fs: Fs, text: string, path = "/w"): string[] {
  if (fs.facts(path)?.kind !== "directory") return Buffer.from(fs.read(path)).includes(text) ? [path] : [];
  return fs.list(path).flatMap((name) => holding(fs, text, `${path}/${name}`));
}
