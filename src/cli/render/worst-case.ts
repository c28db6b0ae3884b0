import type { WorstCase } from "../../plan/worst-case/worst-case.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** The most that work can take, by kind. */
export function worstCaseLines({ kinds, usdUnknown, runsPerItem }: WorstCase, paper: Paper): string[] {
  const rows = kinds.flatMap(({ kind, run, item }) => [
    [kind, "one run", ...figures(run)],
    ...(runsPerItem === 1 ? [] : [["", `${runsPerItem} runs`, ...figures(item)]]),
  ]);
  return [
    ...table(["kind", "", "visits", "attempts", "hours", "USD"], rows, paper),
    ...(usdUnknown === null ? [] : [paper.dim(usdUnknown)]),
  ];
}

function figures({ visits, attempts, hours, usd }: WorstCase["kinds"][number]["run"]): string[] {
  return [String(visits), String(attempts), hours.toFixed(1), usd === null ? "unknown" : usd.toFixed(2)];
}
