import { fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { PRODUCT } from "../../src/kernel/product.ts";
import { play } from "./support/play.ts";
import { GENERATOR, RECORD_PATH, readRecord, recordSentence, type SimRecord, simulatorHash } from "./support/record.ts";
import { runSeed, type SeedResult } from "./support/run-seed.ts";
import { addTotals, noTotals, type Totals } from "./support/totals.ts";

/**
 * `bun run sim [--seed N] [--scenarios N] [--from N] [--first] [--workers N] [--long [--resume]]`: crash scenarios of the whole
 * engine, each from one seed. `--first` ends at the first that diverges. `--long` plays 100 000 and writes what it found down, share
 * by share: `record.json` and the sentence of the README. `--resume` goes on where the record ends.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    scenarios: { type: "string" },
    from: { type: "string", default: "1" },
    first: { type: "boolean", default: false },
    workers: { type: "string", default: "1" },
    long: { type: "boolean", default: false },
    resume: { type: "boolean", default: false },
    part: { type: "boolean", default: false },
  },
});

/** Scenarios that one process plays: whoever is done takes the next ones, and memory that is not given back stays small. */
const SHARE = 1000;

const from = Number(values.from);
const scenarios = Number(values.scenarios ?? (values.long ? 100_000 : 2000));

if (values.seed !== undefined) await replay(Number(values.seed));
else if (values.part) {
  const totals = await play({ first: from, count: scenarios, stop: values.first }, (result) => console.log(wordsOf(result)));
  process.send?.(totals);
} else await playAll();

async function replay(seed: number): Promise<void> {
  const result = await runSeed(seed);
  const { options, faults, crashes, steps, problems } = result;
  console.log(`seed ${seed}: ${JSON.stringify(options, null, 2)}`);
  console.log(`${crashes} crashes, ${steps} events, faults: ${JSON.stringify(faults)}`);
  console.log(problems.length === 0 ? "nothing diverges" : problems.join("\n"));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function playAll(): Promise<void> {
  const began = performance.now();
  const totals: Totals = values.resume ? resumed() : noTotals();
  const workers = Math.max(1, Number(values.workers));
  const shares = Array.from({ length: Math.ceil((scenarios - totals.scenarios) / SHARE) }, (_, at) => {
    const before = totals.scenarios + at * SHARE;
    return { first: from + before, count: Math.min(SHARE, scenarios - before) };
  });
  const played = new Map<number, Totals>();
  const take = (first: number, part: Totals): void => {
    if (!values.long) {
      addTotals(totals, part);
      return;
    }
    played.set(first, part);
    // A record is of seeds without a gap: what a worker was faster with waits.
    for (let next = played.get(from + totals.scenarios); next; next = played.get(from + totals.scenarios)) addTotals(totals, next);
    if (totals.scenarios > 0) writeRecord(totals);
  };
  const takeShares = async (): Promise<void> => {
    for (let share = shares.shift(); share; share = shares.shift()) {
      take(share.first, await playBeside(share));
      const seconds = Math.round((performance.now() - began) / 1000);
      if (shares.length > 0) console.error(`${totals.scenarios} of ${scenarios} scenarios, ${seconds} s, ${totals.diverging} diverging`);
      if (values.first && totals.diverging > 0) shares.length = 0;
    }
  };
  if (workers === 1 && scenarios <= SHARE) take(from, await playHere());
  else await Promise.all(Array.from({ length: workers }, takeShares));
  const seconds = Math.round((performance.now() - began) / 1000);
  const { crashes, attempts, steps, diverging, faults, limits, reached, compared, ahead } = totals;
  console.log(`faults: ${JSON.stringify(faults)}`);
  const byLimit = Object.entries(limits).map(([limit, count]) => `${limit} (${count} scenarios, reached in ${reached[limit] ?? 0})`);
  console.log(
    `runs at once: ${byLimit.join(", ")}; ${compared} compared with an uninterrupted run; ${ahead} crashes handed to a next owner`,
  );
  console.log(
    `${totals.scenarios} scenarios, ${crashes} crashes, ${attempts} attempts, ${steps} events, ${seconds} s: ${diverging} diverging`,
  );
  process.exitCode = diverging === 0 ? 0 : 1;
}

/** What the record has of the seeds from the first on. Throws when another simulator wrote it. */
function resumed(): Totals {
  const { generator, simulator, product, date, seeds, ...totals } = readRecord();
  if (generator === GENERATOR && simulator === simulatorHash() && seeds[0] === from) return totals;
  throw new Error(
    `The record is of generator ${generator}, simulator ${simulator} and seeds from ${seeds[0]} on (${product}, ${date}): play without --resume`,
  );
}

async function playHere(): Promise<Totals> {
  return await play({ first: from, count: scenarios, stop: values.first }, (result) => console.log(wordsOf(result)));
}

/** Plays a share in a process of its own. */
function playBeside({ first, count }: { first: number; count: number }): Promise<Totals> {
  const args = ["--part", "--from", String(first), "--scenarios", String(count), ...(values.first ? ["--first"] : [])];
  const child = fork(import.meta.filename, args, { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("message", (totals) => resolve(totals as Totals));
    child.on("exit", (code) => reject(new Error(`The process for seeds from ${first} on ended with ${code} and said nothing`)));
  });
}

function writeRecord(totals: Totals): void {
  const facts = { generator: GENERATOR, simulator: simulatorHash(), product: PRODUCT, date: new Date().toISOString().slice(0, 10) };
  const record: SimRecord = { ...facts, seeds: [from, from + totals.scenarios - 1], ...totals };
  writeFileSync(RECORD_PATH, `${JSON.stringify(record, null, 2).replace(/\[\s+(\d+),\s+(\d+)\s+\]/, "[$1, $2]")}\n`);
  const readme = join(import.meta.dirname, "..", "..", "README.md");
  const text = readFileSync(readme, "utf8");
  const sentence = /The long run of \d{4}-\d\d-\d\d played seeds [^\n]*?diverged\./;
  if (!sentence.test(text)) console.log(`README.md has no sentence on the long run to replace: ${recordSentence(record)}`);
  else writeFileSync(readme, text.replace(sentence, recordSentence(record)));
  console.log(`written to ${RECORD_PATH}`);
}

function wordsOf({ options, problems }: SeedResult): string {
  return `seed ${options.seed} (replay: bun run sim --seed ${options.seed}): ${JSON.stringify(options)}\n  ${problems.join("\n  ")}`;
}
