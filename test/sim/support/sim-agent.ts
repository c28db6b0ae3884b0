import { sha256 } from "../../../src/kernel/sha256.ts";
import type { StageOrder } from "../../../src/runners/contract/stage-dispatch.ts";
import type { StageReport } from "../../../src/runners/contract/stage-report.ts";
import type { SimRepository } from "./sim-trees.ts";

const FAILURES = ["timeout", "terminal_missing", "exit_nonzero"] as const;

/**
 * An agent whose answers follow from seed, run and visit alone, so that a repeated visit answers alike. Fixers and builders
 * bring the repository to the number of their visit; checks pass from a number that the seed sets.
 */
export function simAgent(seed: number, repository: SimRepository): (order: StageOrder) => StageReport {
  const passesFrom = Math.floor(chance(`${seed}.passes`) * 6);
  return (order) => {
    if (order.kind === "check") return report({ exit: repository.content >= passesFrom ? 0 : 1 });
    const { stage, visit, run, legalTerminals, successTerminal } = order.request;
    if (stage === "builder" || stage === "fixer") repository.content = visit;
    const luck = chance(`${seed}.${run}.${visit}`);
    if (luck < 0.75) return report({ claimed: successTerminal });
    if (luck < 0.9)
      return report({ claimed: legalTerminals[Math.floor(chance(`${seed}.${run}.${visit}.which`) * legalTerminals.length)] ?? null });
    return report({ failure: FAILURES[Math.floor(luck * 1000) % FAILURES.length] ?? "timeout" });
  };
}

/** A number in [0, 1) that follows from the text. */
function chance(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 8), 16) / 2 ** 32;
}

function report(facts: Partial<StageReport>): StageReport {
  const nothing = { claimed: null, failure: null, detail: "", exit: 0, signal: null, millis: 1, outputBytes: 0, usage: null, summary: "" };
  return { ...nothing, artifacts: [], ...facts };
}
