import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { compileExecutable } from "../../../src/build/compile-executable.ts";
import { failure, type Step } from "../step.ts";
import { bunTests } from "./bun-tests.ts";

/** The end-to-end tests, which call the executable that is released, but for those that name a runtime: each call costs a third of one from source. */
export function e2eTests(filters: readonly string[]): Step {
  const step = bunTests({ name: "e2e", title: "End to end", seconds: 1200, tiers: ["e2e"], testSeconds: 120, workers: 2 }, filters);
  return {
    ...step,
    run: (limit) =>
      withExecutable(
        () => step.run(limit),
        (words) => failure(`bun run build: ${words}`),
      ),
  };
}

/** What `work` gives while MILLRACE_E2E_PROGRAM names an executable of these sources, unless it names one already. */
async function withExecutable<Result>(work: () => Promise<Result>, unbuilt: (words: string) => Result): Promise<Result> {
  if (process.env.MILLRACE_E2E_PROGRAM) return await work();
  const directory = mkdtempSync(join(tmpdir(), "millrace-executable-"));
  chmodSync(directory, 0o755); // there are tests that run it as another user
  try {
    const executable = join(directory, "millrace");
    const { ok, words } = compileExecutable(executable);
    if (!ok) return unbuilt(words);
    process.env.MILLRACE_E2E_PROGRAM = executable;
    return await work();
  } finally {
    delete process.env.MILLRACE_E2E_PROGRAM;
    rmSync(directory, { recursive: true, force: true });
  }
}
