import { readFileSync } from "node:fs";
import process from "node:process";
import { ownWorkspace } from "../../../src/engine/own-workspace.ts";
import { readEvents } from "../../../src/engine/read-events.ts";
import { readWorkspace } from "../../../src/engine/read-workspace.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";

/** What a process that opened a workspace found. */
export interface Opened {
  /** From the call to the state. */
  millis: number;
  seq: number;
  /** Kilobytes: resident at the end, and at most. */
  resident: number;
  peak: number;
}

/** `ROOT snapshot|cold|events reader|owner`: opens a workspace once and prints an `Opened`. */
const [root = "", way, who] = process.argv.slice(2);
const world = realWorld();
const cold = way === "cold";
// A cold owner finds no snapshot that fits: here it is kept from looking.
const blind = { ...world, fs: { ...world.fs, list: (path: string) => (path.endsWith("snapshots") ? [] : world.fs.list(path)) } };
const began = performance.now();
let keep: unknown = null;
let seq = 0;
if (way === "events") {
  seq = readEvents(world, root, { onEvent: () => undefined }).head.seq;
} else if (who === "owner") {
  const owning = ownWorkspace(cold ? blind : world, root, "command");
  if (owning.kind === "taken") throw new Error("The workspace is taken");
  keep = owning.owned;
  seq = owning.owned.store.state.seq;
} else {
  const read = readWorkspace(world, root, { whole: cold });
  keep = read.state;
  seq = read.upTo;
}
const millis = performance.now() - began;
const status = readFileSync("/proc/self/status", "utf8");
const kilobytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
console.log(JSON.stringify({ millis, seq, resident: kilobytes("VmRSS"), peak: kilobytes("VmHWM") } satisfies Opened));
if (keep === undefined) throw new Error("nothing was kept");
