import process from "node:process";
import { parseOptions } from "../run/options.ts";
import { complaint, runProcess } from "../run/run-process.ts";
import { benches } from "./benches.ts";
import type { Figure } from "./support/figure.ts";
import { machineFacts } from "./support/machine-facts.ts";
import { renderTable } from "./support/render-table.ts";
import { digits } from "./support/statistics.ts";
import { verdictOf } from "./support/verdict.ts";

// bun run bench [name …] [--json]: measures against the bars of design section 13, one bench after the other, each in a
// fresh process. Ends with 1 when a bench broke down; a bar that is missed is told, and no failure: it is the machine's too.

const args = process.argv.slice(2);
const json = args.includes("--json");
const names = benches.map(({ name }) => name);
const parsed = parseOptions(
  args.filter((arg) => arg !== "--json"),
  names,
);
const unknown = parsed.ok ? parsed.options.filters.filter((name) => !names.includes(name)) : [];
if (!parsed.ok || unknown.length > 0) {
  const known = `Usage: bun run bench [NAME …] [--json], with NAME one of ${names.join(", ")}`;
  console.error(parsed.ok ? `There is no bench "${unknown.join('", "')}". ${known}` : parsed.problem);
  process.exit(2);
}
const only = [...parsed.options.only, ...parsed.options.filters];

const machine = machineFacts();
const busy = machine.load > 1 ? `The load was ${digits(machine.load)} before the first bench: figures are worse than this machine's` : null;
if (busy) console.error(`warning: ${busy}`);
const results: { bench: string; figures: Figure[]; problem: string | null; seconds: number; load: number }[] = [];
for (const { name, seconds } of benches.filter((bench) => only.length === 0 || only.includes(bench.name))) {
  console.error(`… ${name}`);
  const began = performance.now();
  const { load } = machineFacts();
  const finished = await runProcess([process.execPath, "test/bench/run-one.ts", name], seconds, true);
  const problem = complaint(name, finished, seconds);
  const last = finished.output.trim().split("\n").at(-1) ?? "";
  const figures = problem === null ? (JSON.parse(last) as Figure[]) : [];
  if (problem !== null) console.error(`${problem}\n${finished.output.slice(-2000)}`);
  results.push({ bench: name, figures, problem, seconds: (performance.now() - began) / 1000, load });
}

const broken = results.flatMap(({ problem }) => problem ?? []);
const figures = results.flatMap((result) => result.figures);
if (json) {
  const judged = results.map((result) => ({
    ...result,
    figures: result.figures.map((figure) => ({ ...figure, met: verdictOf(figure).met })),
  }));
  console.log(JSON.stringify({ machine, results: judged }, null, 2));
} else {
  const count = (met: boolean): number => figures.filter((figure) => verdictOf(figure).met === met).length;
  console.log(renderTable(figures));
  console.log(
    `\n${machine.cores} × ${machine.processor}, ${machine.runtime}, load ${digits(machine.load)} at the start, before each bench: ${results.map(({ bench, load }) => `${bench} ${digits(load)}`).join(", ")}`,
  );
  if (busy) console.log(`warning: ${busy}`);
  for (const problem of broken) console.log(`BROKEN: ${problem}`);
  console.log(`${count(true)} bars met, ${count(false)} missed, ${broken.length} benches broken`);
}
process.exitCode = broken.length > 0 ? 1 : 0;
