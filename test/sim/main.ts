import process from "node:process";
import { parseArgs } from "node:util";
import { runSeed } from "./support/run-seed.ts";

/** `bun run sim [--seed N] [--scenarios N] [--from N] [--long]`: crash scenarios of the whole engine, each from one seed. */
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    scenarios: { type: "string", default: "2000" },
    from: { type: "string", default: "1" },
    long: { type: "boolean", default: false },
  },
});

const first = Number(values.seed ?? values.from);
const scenarios = values.seed === undefined ? (values.long ? 100_000 : Number(values.scenarios)) : 1;
let crashes = 0;
let attempts = 0;
let failed = 0;
for (let seed = first; seed < first + scenarios; seed++) {
  const result = await runSeed(seed);
  crashes += result.crashes;
  attempts += result.attempts;
  if (values.seed !== undefined) console.log(`seed ${seed}: ${JSON.stringify(result.options)}`);
  if (result.problems.length === 0) continue;
  failed += 1;
  console.log(`seed ${seed} (replay: bun run sim --seed ${seed}): ${JSON.stringify(result.options)}\n  ${result.problems.join("\n  ")}`);
}
console.log(`${scenarios} scenarios, ${crashes} crashes, ${attempts} attempts: ${failed} diverging`);
process.exitCode = failed === 0 ? 0 : 1;
