import { chainOf, type Suite, type Test } from "./collected.ts";

export interface Ran {
  readonly id: string;
  readonly name: string;
  readonly millis: number;
  readonly skipped: boolean;
  /** What it threw; null when it passed. */
  readonly failure: string | null;
}

export interface RunTestsOptions {
  /** Ends after the first failure. */
  readonly bail: boolean;
  /** Called before each test with its id. */
  readonly onTest: (id: string) => void;
}

/** Runs tests in their order, with the hooks of the suites around them. */
export async function runTests(tests: readonly Test[], { bail, onTest }: RunTestsOptions): Promise<Ran[]> {
  const ran: Ran[] = [];
  const entered: Suite[] = [];
  const leaveUntil = async (staying: ReadonlySet<Suite>): Promise<void> => {
    for (let last = entered.at(-1); last && !staying.has(last); last = entered.at(-1)) {
      entered.pop();
      for (const hook of last.after) await hook();
    }
  };
  for (const test of tests) {
    const chain = chainOf(test.suite);
    const began = performance.now();
    onTest(test.id);
    const failure = test.skipped
      ? null
      : await caught(async () => {
          await leaveUntil(new Set(chain));
          for (const suite of chain.filter((one) => !entered.includes(one))) {
            entered.push(suite);
            for (const hook of suite.before) await hook();
          }
          await runOne(test, chain);
        });
    ran.push({ id: test.id, name: test.id, millis: performance.now() - began, skipped: test.skipped, failure });
    if (failure !== null && bail) break;
  }
  await caught(() => leaveUntil(new Set()));
  return ran;
}

async function runOne(test: Test, chain: readonly Suite[]): Promise<void> {
  for (const suite of chain) for (const hook of suite.beforeEach) await hook();
  try {
    await test.body({ name: test.name });
  } finally {
    for (const suite of chain.toReversed()) for (const hook of suite.afterEach) await hook();
  }
}

async function caught(body: () => Promise<void>): Promise<string | null> {
  try {
    await body();
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
