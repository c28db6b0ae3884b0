import type { EventEnvelope } from "../../src/events/envelope.ts";
import type { Clock } from "../../src/kernel/ports/clock.ts";
import { type OpenedLog, type OpenLogOptions, openLog } from "../../src/log/open-log.ts";
import { type ReadLogOptions, type ReadLogResult, readLog } from "../../src/log/read-log.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import { knowledge } from "./log-events.ts";

/** A log on a disk in memory. */
export class LogWorld {
  readonly directory = "/w/log";
  readonly clock: Clock;
  fs: FaultyFs;

  /** The same seed makes a crash leave the same. */
  constructor(seed = 1) {
    this.fs = new FaultyFs({ seed });
    let now = Date.UTC(2026, 10, 20);
    this.clock = { wall: () => now++, monotonic: () => now, sleep: async () => undefined };
    this.fs.makeDirectory("/w");
    this.fs.syncDirectory("/");
  }

  open(more: Partial<OpenLogOptions> = {}): OpenedLog {
    return openLog({ fs: this.fs, directory: this.directory, clock: this.clock, create: true, knowledge, ...more });
  }

  read(more: Partial<ReadLogOptions> = {}): ReadLogResult & { seen: EventEnvelope[] } {
    const seen: EventEnvelope[] = [];
    const result = readLog({ fs: this.fs, directory: this.directory, knowledge, onEvent: (event) => seen.push(event), ...more });
    return { ...result, seen };
  }

  bytes(name: string): Buffer {
    return Buffer.from(this.fs.read(`${this.directory}/${name}`));
  }

  /** Puts other bytes in the place of a file, as damage does. */
  damage(name: string, bytes: Uint8Array | string): void {
    this.fs.write(`${this.directory}/${name}`, bytes);
  }
}

export const FIRST = "000000000001.jsonl";
