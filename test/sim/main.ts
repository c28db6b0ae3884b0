import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { PRODUCT } from "../../src/kernel/product.ts";
import { parseOptions } from "./options.ts";
import { playBeside, type Share } from "./play-beside.ts";
import { play } from "./support/play.ts";
import { GENERATOR, RECORD_PATH, readRecord, recordSentence, type SimRecord, simulatorHash } from "./support/record.ts";
import { runSeed, type SeedResult } from "./support/run-seed.ts";
import { addTotals, noTotals, type Totals } from "./support/totals.ts";

// bun run sim: crash scenarios of the whole engine, each from one seed; `--help` says more.

const parsed = parseOptions(process.argv.slice(2));
if (parsed.kind !== "options") {
  if (parsed.kind === "help") console.log(parsed.text);
  else console.error(`${parsed.problem}\nbun run sim --help names the options`);
  process.exit(parsed.kind === "help" ? 0 : 2);
}
const { seed, scenarios, from, workers, first: stop, long, resume, part } = parsed.options;

/** Scenarios that one process plays: whoever is done takes the next ones, and memory that is not given back stays small. */
const SHARE = 1000;

if (seed !== null) await replay(seed);
else if (part) {
  const totals = await play({ first: from, count: scenarios, stop }, (result) => console.log(wordsOf(result)));
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
  const totals: Totals = resume ? resumed() : noTotals();
  const shares = Array.from({ length: Math.ceil((scenarios - totals.scenarios) / SHARE) }, (_, at): Share => {
    const before = totals.scenarios + at * SHARE;
    return { first: from + before, count: Math.min(SHARE, scenarios - before), stop };
  });
  const played = new Map<number, Totals>();
  const take = (first: number, part: Totals): void => {
    if (!long) {
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
      if (stop && totals.diverging > 0) shares.length = 0;
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

/** What the record has of the seeds from the first on; ends with 2 when another simulator wrote it. */
function resumed(): Totals {
  const { generator, simulator, product, date, seeds, ...totals } = readRecord();
  if (generator === GENERATOR && simulator === simulatorHash() && seeds[0] === from) return totals;
  console.error(
    `The record is of generator ${generator}, simulator ${simulator} and seeds from ${seeds[0]} on (${product}, ${date}): play without --resume`,
  );
  process.exit(2);
}

async function playHere(): Promise<Totals> {
  return await play({ first: from, count: scenarios, stop }, (result) => console.log(wordsOf(result)));
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
