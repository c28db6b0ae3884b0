import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "../run/root.ts";
import { type Figure, most } from "./support/figure.ts";
import { median } from "./support/statistics.ts";

const DOCUMENTS = 10_000;

/** What a start does about 10 000 documents, from the printed lines of projections.ts. */
export function documentsFigures(): Figure[] {
  const script = join(root, "test/bench/projections.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(DOCUMENTS)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`projections.ts ended with ${status}: ${stderr}`);
  const lines = stdout.split("\n").flatMap((line) => {
    const [, what = "", p50 = "", p95 = ""] = /^(.*?)\s+p50\s+([\d.]+) ms\s+p95\s+([\d.]+) ms/.exec(line) ?? [];
    return what === "" ? [] : [{ what, p50: Number(p50), p95: Number(p95) }];
  });
  const named = (beginning: string): typeof lines => {
    const found = lines.filter(({ what }) => what.startsWith(beginning));
    if (found.length === 0) throw new Error(`projections.ts printed no line "${beginning}…"`);
    return found;
  };
  const [check] = named("documents: check at start (ledger read)");
  const rebuilds = named("documents: rebuild").map(({ p50 }) => p50);
  const raw = named("raw:").map(({ p50 }) => p50);
  return [
    {
      what: "start with 10 000 documents, check",
      measured: check?.p50 ?? Number.NaN,
      unit: "ms",
      bar: most(60),
      detail: `p95 ${check?.p95} ms`,
    },
    {
      what: "start with 10 000 documents, rebuild",
      measured: median(rebuilds),
      unit: "ms",
      floor: { what: "raw write + rename of as many", value: median(raw) },
      bar: most(1000),
    },
  ];
}
