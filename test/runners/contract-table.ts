import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { findTests } from "../run/find-tests.ts";
import { complaint, runProcess } from "../run/run-process.ts";
import { type CaseResult, contractRows } from "./support/contract-rows.ts";

// bun test/runners/contract-table.ts [part of a path …]: runs what every adapter has to hold, and prints a table adapter × case.

const LIMIT_SECONDS = 900;
const suites = /^(runner contract|harness contract|a session that is gone on with): (\S+)$/;
const element = /<testcase\s([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;

const filters = process.argv.slice(2);
const files = findTests(["int", "harness"], filters.length > 0 ? filters : ["test/runners/"]).filter((path) =>
  /\/(contract|model|resume)\.(int|harness)\.test\.ts$/.test(path),
);
const directory = mkdtempSync(join(tmpdir(), "millrace-contract-"));
const report = join(directory, "report.xml");
const argv = [process.execPath, "test", "--timeout=90000", "--parallel=2", "--reporter=junit", `--reporter-outfile=${report}`] as const;
const finished = await runProcess([...argv, ...files], LIMIT_SECONDS, true);
const results = resultsIn(readFileSync(report, "utf8"));
rmSync(directory, { recursive: true });

for (const line of contractRows(results)) console.log(line);
const failed = results.filter(({ result }) => result === "failed").length;
console.log(`\n${results.length} results, ${failed} failed`);
if (failed > 0) console.log(finished.output);
process.exit(failed > 0 || results.length === 0 || complaint("bun test", finished, LIMIT_SECONDS) !== null ? 1 : 0);

function resultsIn(xml: string): CaseResult[] {
  return [...xml.matchAll(element)].flatMap(([, tag = "", body = ""]): CaseResult[] => {
    const adapter = suites.exec(attribute(tag, "classname"))?.[2];
    if (adapter === undefined) return [];
    const result = /<(failure|error)\b/.test(body) ? "failed" : /<skipped\b/.test(body) ? "skipped" : "passed";
    return [{ adapter, name: attribute(tag, "name"), result, seconds: Number(attribute(tag, "time")) }];
  });
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return text.replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
