import process from "node:process";
import { parseOptions } from "./options.ts";
import { failure, type Outcome, type Step, sum } from "./step.ts";
import { allSteps } from "./steps/all-steps.ts";

// bun run test [-- --only unit,house] [part of a path]: runs every step, also after one failed. The last line is `N passed, N failed`.

const allSeconds = 30 * 60;

const parsed = parseOptions(
  process.argv.slice(2),
  allSteps([]).map(({ name }) => name),
);
if (!parsed.ok) {
  console.error(parsed.problem);
  process.exit(2);
}
const { only, filters } = parsed.options;
const steps = allSteps(filters).filter(({ name }) => only.length === 0 || only.includes(name));

const began = performance.now();
const results: { readonly step: Step; readonly outcome: Outcome; readonly seconds: number }[] = [];
for (const step of steps) {
  console.log(`\n=== ${step.title} (${step.name})`);
  const start = performance.now();
  const left = allSeconds - (start - began) / 1000;
  const result = left > 1 ? await step.run(Math.min(step.seconds, left)) : failure(`Not run: the ${allSeconds / 60} minutes are over`);
  results.push({ step, outcome: result, seconds: (performance.now() - start) / 1000 });
  for (const line of [...result.notes.map((note) => `note: ${note}`), ...result.problems.map((problem) => `FAILED: ${problem}`)])
    console.log(line);
}

console.log("\n=== Summary");
for (const { step, outcome, seconds } of results) {
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : "";
  console.log(
    `${outcome.failed > 0 ? "FAILED" : "ok    "} ${step.name.padEnd(11)} ${seconds.toFixed(1).padStart(6)} s  ${outcome.passed} passed, ${outcome.failed} failed${skipped}`,
  );
  for (const line of [...outcome.notes, ...outcome.problems]) console.log(`         ${line}`);
}
const { passed, failed } = sum(results.map(({ outcome }) => outcome));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
