import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { Totals } from "./totals.ts";

/**
 * Which simulator made a record: raised when scenarios are generated or judged otherwise. The files that do so are hashed beside it,
 * so that nobody forgets to play again; the product may change without that.
 */
export const GENERATOR = 2;

/** What the long run found, as `bun run sim --long` wrote it. */
export interface SimRecord extends Totals {
  generator: number;
  /** Of the simulator's files, without comments and white space. */
  simulator: string;
  product: string;
  /** Day of the run, UTC. */
  date: string;
  seeds: [first: number, last: number];
}

const FOLDER = import.meta.dirname;
const FAULTS = join(FOLDER, "..", "..", "support", "faulty-fs");
/** They count and tell; no scenario depends on them. */
const BESIDE: ReadonlySet<string> = new Set(["record.ts", "totals.ts", "play.ts", "sim-clock.ts"]);

export const RECORD_PATH = join(FOLDER, "..", "record.json");

/** Hash of the files that make and judge scenarios, and of the disk they run on. */
export function simulatorHash(): string {
  const files = [FOLDER, FAULTS].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !BESIDE.has(name))
      .sort()
      .map((name) => `${name}\n${meaning(readFileSync(join(folder, name), "utf8"))}`),
  );
  return sha256(files.join("\n")).slice(0, 16);
}

/** A text without what a formatter or a better comment changes. */
function meaning(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/[\s,]+/g, "");
}

export function readRecord(): SimRecord {
  return JSON.parse(readFileSync(RECORD_PATH, "utf8")) as SimRecord;
}

/** The sentence of the README that a record stands for. */
export function recordSentence(record: SimRecord): string {
  const { scenarios, compared, crashes, steps, faults, diverging, date, seeds } = record;
  const number = (value: number): string => value.toLocaleString("en").replaceAll(",", " ");
  const all = Object.values(faults).reduce((sum, times) => sum + times, 0);
  const found = diverging === 0 ? "none diverged" : `${number(diverging)} diverged`;
  return `The long run of ${date} played seeds ${number(seeds[0])} to ${number(seeds[1])}: ${number(scenarios)} scenarios with ${number(crashes)} crashes, ${number(all)} faults in all and ${number(steps)} judged events; ${number(compared)} were compared with an uninterrupted run, ${found}.`;
}
