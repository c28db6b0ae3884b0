import { join } from "node:path";
import type { InstrumenterContext, StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, tokens } from "@stryker-mutator/api/plugin";
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import fc from "fast-check";
import { findTests } from "../../run/find-tests.ts";
import { Collector } from "./collector.ts";
import { type Ran, runTests } from "./run-tests.ts";

/**
 * Loads the test files once and runs them for one mutant after another in the same process: a mutant costs what its tests cost, not
 * a start. Mutants in code that runs while files are loaded get a process of their own, which Stryker starts because this
 * runner cannot reload.
 */
export class InProcessRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #collector = new Collector();
  readonly #tests: RegExp;
  /** What each test took without a mutant: the quick ones are asked first. */
  readonly #millis = new Map<string, number>();
  /** A test that takes more than a fiftieth of all is left out for mutants: what only it would find counts as survived. */
  #longest = Number.POSITIVE_INFINITY;
  #loaded = false;

  constructor(options: StrykerOptions) {
    this.#tests = new RegExp(String(options.inProcessTests));
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const context = stryker();
    if (coverageAnalysis !== "off") context.mutantCoverage = { static: {}, perTest: {} };
    await this.#load();
    const ran = await this.#run(undefined, true, "");
    for (const { id, millis } of ran) this.#millis.set(id, millis);
    this.#longest = ran.reduce((sum, { millis }) => sum + millis, 0) / 50;
    const { mutantCoverage } = context;
    return { status: DryRunStatus.Complete, tests: ran.map(toResult), ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }: MutantRunOptions): Promise<MutantRunResult> {
    const context = stryker();
    if (mutantActivation === "runtime") await this.#load();
    context.activeMutant = activeMutant.id;
    context.hitCount = 0;
    if (hitLimit === undefined) delete context.hitLimit;
    else context.hitLimit = hitLimit;
    try {
      await this.#load();
      const ran = await this.#run(testFilter, !disableBail, folderOf(activeMutant.fileName));
      const limited = determineHitLimitReached(context.hitCount, hitLimit);
      return toMutantRunResult(limited ?? { status: DryRunStatus.Complete, tests: ran.map(toResult) });
    } catch (error) {
      // A mutant that keeps the tests from being loaded is found out as surely as by a test.
      const failed = { id: "load", name: "load", millis: 0, skipped: false, failure: String(error) };
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: [toResult(failed)] });
    } finally {
      delete context.activeMutant;
    }
  }

  async #load(): Promise<void> {
    if (this.#loaded) return;
    fc.configureGlobal({ seed: 1, endOnFailure: true, numRuns: 30 });
    const bdd = this.#collector.bdd();
    Bun.plugin({ name: "collector", setup: (build) => void build.module("@std/testing/bdd", () => ({ exports: bdd, loader: "object" })) });
    // From the sandbox, not from beside this file: there the mutants are.
    for (const path of findTests(["unit"], []).filter((file) => this.#tests.test(file))) {
      this.#collector.beginFile(path);
      await import(join(process.cwd(), path));
    }
    this.#loaded = true;
  }

  /** Those beside the mutant are asked first, and of them the quickest, as far as that is known. */
  async #run(filter: readonly string[] | undefined, bail: boolean, near: string): Promise<Ran[]> {
    const wanted = filter && new Set(filter);
    const millis = (id: string): number => this.#millis.get(id) ?? 0;
    const cost = ({ id }: { id: string }): number => millis(id) + (id.startsWith(near) ? 0 : FAR);
    const tests = this.#collector.tests
      .filter(({ id }) => (!wanted || wanted.has(id)) && millis(id) <= this.#longest && !TIMED.test(id))
      .sort((a, b) => cost(a) - cost(b));
    const context = stryker();
    const onTest = (id: string): void => {
      context.currentTestId = id;
    };
    const ran = await runTests(tests, { bail, onTest });
    delete context.currentTestId;
    return ran;
  }
}

/** Instrumented code is slower: what asserts its own time says nothing here. */
const TIMED = /milliseconds/;

/** Milliseconds that a test in another folder counts as longer. */
const FAR = 50;

/** The folder of the tests of a source file: `test/state` for `…/src/state/evolve/run.ts`. */
function folderOf(file: string): string {
  const [, folder = ""] = /\/(?:src\/)?(machines|state|engine)\/[^/]/.exec(file) ?? [];
  return `test/${folder}/`;
}

function stryker(): InstrumenterContext {
  const holder = globalThis as { __stryker__?: InstrumenterContext };
  holder.__stryker__ ??= {};
  return holder.__stryker__;
}

function toResult({ id, name, millis, skipped, failure }: Ran): TestResult {
  const about = { id, name, timeSpentMs: millis };
  if (skipped) return { ...about, status: TestStatus.Skipped };
  return failure === null ? { ...about, status: TestStatus.Success } : { ...about, status: TestStatus.Failed, failureMessage: failure };
}
