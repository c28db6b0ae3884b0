import { suggest } from "../check/nearest.ts";
import { type FinalState, itemOutcomes } from "../definition.ts";
import { type Report, show, type Table } from "./report.ts";

const reasonPattern = /^[a-z][a-z0-9_]*$/;

/** A final of a document: `"done"`, or `{item, reason?}`; the reason is the state's name unless given. */
export function readFinal(report: Report, name: string, value: unknown): FinalState {
  const path = `finals.${name}`;
  const howTo = 'Write { item = "done", reason = "complete" }; item is done, blocked or handoff.';
  const table: Table = typeof value === "string" ? { item: value } : (report.table(path, value, howTo) ?? { item: "blocked" });
  report.onlyKeys(path, table, ["item", "reason"]);
  const item = itemOutcomes.find((outcome) => outcome === table.item);
  if (!item) {
    const fix = typeof table.item === "string" ? suggest(table.item, itemOutcomes) : howTo;
    report.add("loop.wrong-type", `${path}.item`, `What becomes of the item is ${show(table.item)}.`, fix);
  }
  const { reason = name } = table;
  const sound = typeof reason === "string" && reasonPattern.test(reason);
  if (!sound) {
    const fix = 'Use small letters, digits and underscores, e.g. "recovery_exhausted".';
    report.add("loop.wrong-type", `${path}.reason`, `The reason is ${show(reason)}.`, fix);
  }
  return { type: "final", output: { item: item ?? "blocked", reason: sound ? reason : name } };
}
