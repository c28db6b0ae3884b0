import type { StageOrder } from "../../../src/runners/contract/stage-dispatch.ts";
import type { StageReport } from "../../../src/runners/contract/stage-report.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { renderDocument } from "../../../src/work/render-document.ts";
import { fate } from "./draw.ts";
import { isHarness } from "./sim-plan.ts";
import type { SimRepository } from "./sim-trees.ts";

type Failure = NonNullable<StageReport["failure"]>;

/** What a supervisor makes of an agent that hangs, says nothing, two things, or what nobody asked. */
const FAILURES: readonly Failure[] = [
  "timeout",
  "terminal_missing",
  "terminal_illegal",
  "terminal_conflicting",
  "result_invalid",
  "output_missing",
  "exit_nonzero",
  "output_limit",
];

/** What says nothing of the work, of any runner and of an agent's harness: it passes, or it does not. */
const TROUBLES: readonly Failure[] = ["transport", "transport", "spawn_failed"];
const HARNESS_TROUBLES: readonly Failure[] = ["transport", "stall", "repeat", "model_error", "rate_limit", "timeout", "exit_nonzero"];
/** What only an operator can help with. */
const OPERATORS: readonly Failure[] = ["auth", "billing", "refusal", "token_limit", "cost_limit"];

/** Leaves a file in an attempt's directory. */
export type Leave = (path: string, text: string) => void;

/**
 * An agent whose answers follow from seed, run and visit alone, so that a repeated visit answers alike. Fixers and builders
 * bring their run's part of the repository to the number of their visit; checks pass from a number that seed and run set.
 */
export class SimAgent {
  readonly #seed: number;
  readonly #repository: SimRepository;
  readonly #leave: Leave;
  /** By visit: reports that blamed the runner or its service. */
  readonly #troubles = new Map<string, number>();

  constructor(seed: number, repository: SimRepository, leave: Leave) {
    this.#seed = seed;
    this.#repository = repository;
    this.#leave = leave;
  }

  answer(order: StageOrder): StageReport {
    if (order.kind === "check") return this.#check(order.attempt);
    const { stage, visit, run } = order.request;
    if (stage === "builder" || stage === "fixer") this.#repository.set(run, visit);
    const at = `${this.#seed}.${run}.${visit}`;
    // After the verdict: what was green may be red in the tree that is delivered.
    if (stage === "updater" && fate(`${at}.spoils`) < 0.1) this.#repository.set(run, Math.floor(fate(`${at}.to`) * visit));
    if (isHarness(stage)) return this.#converse(order, at);
    if (this.#hasTrouble(at)) return report({ failure: oneOf(TROUBLES, `${at}.trouble`), detail: "connection reset" });
    return this.#work(order, at);
  }

  /** As a harness answers: in a session that it may have forgotten, at a price, in troubles of its own. */
  #converse(order: Extract<StageOrder, { kind: "stage" }>, at: string): StageReport {
    const { resume, attempt } = order.request;
    if (resume && fate(`${attempt}.forgets`) < 0.3) return report({ failure: "session_unknown", session: null, model: null });
    const told = { session: resume?.session ?? (fate(`${attempt}.tells`) < 0.8 ? `s-${attempt}` : null), model: "sim-model" };
    if (this.#hasTrouble(at)) return report({ failure: oneOf(HARNESS_TROUBLES, `${at}.trouble`), detail: "trouble", ...told });
    if (fate(`${at}.operator`) < 0.04) return report({ failure: oneOf(OPERATORS, `${at}.which`), ...told });
    const costUsd = 0.25 * Math.ceil(fate(`${at}.cost`) * 3);
    return { ...this.#work(order, at), ...told, usage: { input: 10, cached: 5, output: 2, reasoning: 0, costUsd } };
  }

  #work({ request }: Extract<StageOrder, { kind: "stage" }>, at: string): StageReport {
    const { stage, legalTerminals, successTerminal, item, directory } = request;
    if (stage === "manager" && item.kind !== "incident") this.#plan(directory, item.id);
    const luck = fate(at);
    const which = fate(`${at}.which`);
    if (luck < 0.72) return report({ claimed: successTerminal });
    if (luck < 0.84) return report({ claimed: legalTerminals[Math.floor(which * legalTerminals.length)] ?? null });
    if (luck < 0.94)
      return report({ failure: FAILURES[Math.floor(which * FAILURES.length)] ?? "timeout", claimed: which < 0.3 ? successTerminal : null });
    // A worker far away may be of another version, or broken: nothing that it says is taken for legal.
    if (luck < 0.97) return report({ claimed: which < 0.5 ? "ALL_DONE" : "CHECKER_PASS" });
    return report({ claimed: null });
  }

  #check(attempt: string): StageReport {
    const [run = "", check = ""] = /^(.*)\.\d+\.c(\d+)\.\d+$/.exec(attempt)?.slice(1) ?? [];
    const passesFrom = Math.floor(fate(`${this.#seed}.${run}.${check}.passes`) * 6);
    return report({ exit: this.#repository.of(run) >= passesFrom ? 0 : 1 });
  }

  /** Some visits have trouble once or twice, few for ever. */
  #hasTrouble(at: string): boolean {
    const luck = fate(`${at}.troubled`);
    if (luck > 0.16) return false;
    const before = this.#troubles.get(at) ?? 0;
    this.#troubles.set(at, before + 1);
    return luck < 0.02 || before < 1;
  }

  /** A planner's tasks; some of them are no documents. */
  #plan(directory: string, item: string): void {
    const parts = Math.floor(fate(`${this.#seed}.${item}.parts`) * 3);
    for (let part = 1; part <= parts; part++) {
      const id = `${item}-part${part}`.toLowerCase();
      const broken = fate(`${this.#seed}.${item}.${part}.broken`) < 0.15;
      const checks = fate(`${this.#seed}.${item}.${part}.checks`) < 0.5 ? ["check"] : [];
      const text = renderDocument({
        kind: "task",
        id,
        fields: { ...emptyFields(`Part ${part} of ${item}`), checks, paths: [`parts/${id}`] },
      });
      this.#leave(`${directory}/work/${id}.md`, broken ? text.slice(0, 20) : text);
    }
  }
}

function oneOf(failures: readonly Failure[], by: string): Failure {
  return failures[Math.floor(fate(by) * failures.length)] ?? "transport";
}

export function report(facts: Partial<StageReport>): StageReport {
  const nothing = { claimed: null, failure: null, detail: "", exit: 0, signal: null, millis: 1, outputBytes: 0, usage: null, summary: "" };
  return { ...nothing, artifacts: [], ...facts };
}
