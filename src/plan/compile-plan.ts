import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { sha256 } from "../kernel/sha256.ts";
import { assemblePlan } from "./assemble-plan.ts";
import type { Compiled } from "./compiled.ts";
import type { Config } from "./config/config.ts";
import { loadConfig } from "./config/load-config.ts";
import type { Origin } from "./config/origin.ts";
import { setting } from "./config/setting.ts";
import { lintPlan } from "./lint/lint-plan.ts";
import { lintPrices } from "./lint/lint-prices.ts";
import { compileLoops } from "./loops/compile-loops.ts";
import { chooseMode, type Readiness } from "./modes/choose-mode.ts";
import { type ChoosingMode, loadMode } from "./modes/load-mode.ts";
import { policyOf } from "./policy-of.ts";
import { pricesOf } from "./prices.ts";
import type { PlanProblem } from "./problem.ts";
import { sandboxProblems, sandboxWarnings } from "./sandbox/check-sandboxes.ts";
import type { BindContext } from "./stages/bind-context.ts";
import { bindStage } from "./stages/bind-stage.ts";
import { checkStageNames } from "./stages/check-stage-names.ts";
import { type RunnerFacts, runnerFacts } from "./stages/runner-facts.ts";

export interface CompileInput {
  fs: Fs;
  /** The workspace's directory, absolute. */
  root: string;
  /** The configuration; read from the workspace when absent. */
  config?: Config;
  /** A mode or alias in place of `runtime.mode`. */
  mode?: string;
  /** What a mode that chooses (auto) asks about each candidate; without it the first one is taken. */
  look?: Readiness;
  /** The mode that chooses this one. */
  chosenBy?: string;
  /** The adapters there are; those of this version when absent. */
  runners?: Readonly<Record<string, RunnerFacts>>;
}

/**
 * Makes the plan that runs pin from configuration, mode, loops, entry points and skills. Equal inputs give equal text and
 * hash, on every runtime; nothing of policy is in it. Tells every problem at once, with the codes of `PlanProblem`.
 */
export async function compilePlan(input: CompileInput): Promise<Compiled> {
  const { fs, root, mode: modeName, runners = runnerFacts, chosenBy, ...given } = input;
  const read = given.config ? { ok: true as const, config: given.config } : await loadConfig(fs, root);
  if (!read.ok) return read;
  const { config } = read;
  const chosen = setting(config, "runtime.mode");
  const loaded = await loadMode(fs, root, modeName ?? chosen.value);
  if (!loaded.ok)
    return {
      ok: false,
      problems: modeName === undefined ? loaded.problems.map((problem) => placed(problem, chosen.origin)) : loaded.problems,
    };
  if ("choosing" in loaded) {
    if (chosenBy !== undefined) return { ok: false, problems: [choosesAgain(loaded.choosing, chosenBy)] };
    const { choosing } = loaded;
    return await chooseMode(choosing, (mode) => compilePlan({ ...input, config, mode, chosenBy: choosing.id }), input.look ?? null);
  }
  const { mode } = loaded;

  const compiled = compileLoops(fs, root, mode, config);
  // A loop that does not compile has stages that are not known here.
  const whole = Object.values(mode.values.loops).every((id) => Object.hasOwn(compiled.loops, id));
  const problems = [...compiled.problems, ...(whole ? checkStageNames(compiled.loops, mode, config) : [])];
  const context: BindContext = { fs, root, config, mode, runners, texts: new Map(), problems, provenance: compiled.provenance };
  context.provenance.mode = modeName === undefined || chosenBy !== undefined ? chosen.origin : { from: "command" };
  const assembled = assemblePlan(context, compiled, (place) => bindStage(context, place));
  const plan = chosenBy === undefined ? assembled : { ...assembled, chosenBy };
  problems.push(...sandboxProblems(plan, config));
  if (problems.length > 0) return { ok: false, problems };

  const text = canonicalJson(plan);
  const files = [...context.texts].map(([hash, content]) => ({ hash, text: content })).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return {
    ok: true,
    plan,
    hash: sha256(text),
    text,
    files,
    policy: policyOf(config),
    prices: pricesOf(config),
    workspaceName: config.values.workspace?.name ?? null,
    provenance: context.provenance,
    warnings: [...compiled.warnings, ...lintPlan(context, plan), ...lintPrices(config, plan), ...sandboxWarnings(plan)],
  };
}

function choosesAgain({ id, file }: ChoosingMode, by: string): PlanProblem {
  const message = `Mode "${by}" chooses "${id}", which chooses itself`;
  return { code: "plan.bad-mode", path: "choose", message, fix: "Name modes that bind loops", file };
}

/** A problem that the file caused by naming the mode is told with that line. */
function placed(problem: PlanProblem, origin: Origin): PlanProblem {
  if (problem.code !== "plan.unknown-mode" || origin.from !== "file") return problem;
  return { ...problem, file: origin.file, ...(origin.line === undefined ? {} : { line: origin.line }) };
}
