import type { EventEnvelope, NewEvent } from "../events/envelope.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { type BlobReference, storeBlob } from "./blobs.ts";
import { diskFailure } from "./disk-failure.ts";
import { type Batch, type EncodedBatch, encodeBatch } from "./encode-batch.ts";
import type { Knowledge } from "./knowledge.ts";
import { LineBuffer } from "./line-buffer.ts";
import type { LogTail } from "./log-tail.ts";
import type { LogPosition } from "./position.ts";

/** Bytes of lines after which a flush takes no more. */
const FLUSH_LIMIT = 1024 * 1024;

export interface AppendOptions {
  /** The command that led to these events. */
  command?: string | undefined;
}

interface Waiting extends Batch {
  resolve: (events: EventEnvelope[]) => void;
  reject: (error: unknown) => void;
}

/** A log that this process owns. Made by `openLog`. */
export class EventLog {
  /** Of every line that this owner writes. */
  readonly epoch: number;
  readonly #clock: Clock;
  readonly #knowledge: Knowledge;
  readonly #tail: LogTail;
  readonly #store: (json: string) => BlobReference;
  readonly #lines = new LineBuffer();
  #head: LogPosition;
  #marked: boolean;
  #queue: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  /** Batches of the last flush: lone callers are flushed without leaving the event loop, which is faster for them. */
  #lastGroup = 0;

  constructor(parts: { fs: Fs; directory: string; clock: Clock; knowledge: Knowledge; tail: LogTail; head: LogPosition; epoch: number }) {
    this.#clock = parts.clock;
    this.#knowledge = parts.knowledge;
    this.#tail = parts.tail;
    this.#head = parts.head;
    this.epoch = parts.epoch;
    this.#marked = false;
    this.#store = (json) => {
      try {
        return storeBlob(parts.fs, parts.directory, json);
      } catch (error) {
        throw diskFailure(error);
      }
    };
  }

  /** The last durable event. Everything up to it has been acknowledged, nothing after it. */
  get head(): LogPosition {
    return this.#head;
  }

  /** Nothing waits and nothing is being flushed: `appendNow` is allowed. */
  get idle(): boolean {
    return this.#flushing === null;
  }

  /**
   * Appends the events of one decision as one batch. Resolves with them, as a reader will see them, once they are
   * durable. Batches that wait at the same time share a flush. Rejects with `log.bad-event`, `log.disk`, `log.io`
   * (nothing of the batch was written, the log goes on), `log.fenced`, `log.sync-failed`, `log.broken` or `log.closed`
   * (this log writes no more).
   */
  append(events: readonly NewEvent[], options: AppendOptions = {}): Promise<EventEnvelope[]> {
    if (events.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, command: options.command, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** As `append`, but blocking, for a lone decision: only while `idle`, else throws `log.busy`. */
  appendNow(events: readonly NewEvent[], options: AppendOptions = {}): EventEnvelope[] {
    return events.length === 0 ? [] : (this.appendTogetherNow([{ events, command: options.command }])[0] ?? []);
  }

  /** As `appendNow`, for several decisions, each a batch of its own: all of them are durable when it returns, or none was written. */
  appendTogetherNow(batches: readonly Batch[]): EventEnvelope[][] {
    if (!this.idle) throw new MillraceError("log.busy");
    this.#tail.refuseIfDead();
    this.#lines.begin(this.#head.hash);
    let { seq } = this.#head;
    const encoded = batches.map((batch) => {
      const one = this.#encode(batch, seq);
      seq += one.events.length;
      return one;
    });
    const last = encoded.at(-1);
    if (!last) return [];
    const bytes = this.#lines.view();
    const at = this.#tail.write(bytes, this.#head.seq + 1);
    this.#tail.sync();
    this.#settle(last, bytes.length, at);
    return encoded.map(({ events }) => events);
  }

  /** A sync mark on a clean stop or when idle: a reader then knows that all before it was durable. Null when the last event is one. */
  mark(): EventEnvelope | null {
    if (this.#marked || this.#head.seq === 0) return null;
    return this.appendNow([{ type: "log.marked", actor: "runtime", subject: "log", cause: 0, data: {} }])[0] ?? null;
  }

  /**
   * Throws `log.fenced` when another owner wrote since: for what is done outside of the log, before it is done. While something is being
   * written nothing is said: that looks for itself.
   */
  refuseIfFenced(): void {
    if (this.idle) this.#tail.refuseIfFenced();
  }

  /** Lets `action` put segments of the same length in the place of those that are there. Only while `idle`, else throws `log.busy`. */
  replaceFiles(action: () => void): void {
    if (!this.idle) throw new MillraceError("log.busy");
    try {
      this.#tail.replaceFiles(action);
    } catch (error) {
      if (error instanceof MillraceError) throw error;
      throw diskFailure(error);
    }
  }

  /** Waits for what is under way, then lets the file go. Does not append a mark. */
  async close(): Promise<void> {
    while (this.#flushing) await this.#flushing;
    this.#tail.close();
  }

  async #flush(): Promise<void> {
    // Those who append in this very turn belong to the same flush.
    await null;
    while (this.#queue.length > 0) {
      const group = this.#take();
      const last = group.at(-1);
      if (!last) continue;
      try {
        const bytes = this.#lines.view();
        const at = this.#tail.write(bytes, this.#head.seq + 1);
        if (group.length === 1 && this.#lastGroup <= 1) this.#tail.sync();
        else await this.#tail.syncSoon();
        this.#settle(last.encoded, bytes.length, at);
        this.#lastGroup = group.length;
        for (const { waiting, encoded } of group) waiting.resolve(encoded.events);
      } catch (error) {
        for (const { waiting } of group) waiting.reject(error);
      }
    }
    this.#flushing = null;
  }

  /** Encodes those who wait, as many as one flush takes. Those who cannot be encoded are refused alone. */
  #take(): { waiting: Waiting; encoded: EncodedBatch }[] {
    const group: { waiting: Waiting; encoded: EncodedBatch }[] = [];
    let { seq } = this.#head;
    let taken = 0;
    this.#lines.begin(this.#head.hash);
    for (; taken < this.#queue.length && this.#lines.size < FLUSH_LIMIT; taken++) {
      const waiting = this.#queue[taken] as Waiting;
      const before = this.#lines.size;
      try {
        this.#tail.refuseIfDead();
        const encoded = this.#encode(waiting, seq);
        seq += encoded.events.length;
        group.push({ waiting, encoded });
      } catch (error) {
        this.#lines.rewind(before);
        waiting.reject(error);
      }
    }
    this.#queue = this.#queue.slice(taken);
    return group;
  }

  #encode(batch: Batch, seq: number): EncodedBatch {
    const context = {
      guards: this.#knowledge.guards,
      epoch: this.epoch,
      durable: this.#head.seq,
      time: new Date(this.#clock.wall()).toISOString(),
      store: this.#store,
    };
    return encodeBatch(this.#lines, context, batch, seq);
  }

  /** The written bytes, of which `last` is the last batch, are durable: only now does the log go on. */
  #settle(last: EncodedBatch, bytes: number, at: Pick<LogPosition, "segment" | "offset">): void {
    this.#tail.settle(bytes);
    const seq = last.events.at(-1)?.seq ?? this.#head.seq;
    this.#head = { seq, hash: last.hash, segment: at.segment, offset: at.offset + bytes - last.lastBytes };
    this.#marked = last.events.at(-1)?.type === "log.marked";
  }
}
