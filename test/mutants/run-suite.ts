import { spawnSync } from "node:child_process";
import process from "node:process";

export interface SuiteEnd {
  /** Every test passed, and there was at least one. */
  readonly green: boolean;
  /** The first test that failed, or why there is none. */
  readonly failed: string;
}

/** Runs test files or folders of the tree at `root`, until the first failure. A run that does not end fails. */
export function runSuite(root: string, tests: readonly string[], seconds: number): SuiteEnd {
  const ran = spawnSync(process.execPath, ["test", "--bail", "--timeout=240000", ...tests.map((path) => `./${path}`)], {
    cwd: root,
    encoding: "utf8",
    timeout: seconds * 1000,
    killSignal: "SIGKILL",
    env: { ...process.env, NO_COLOR: "1" },
  });
  const output = `${ran.stdout}\n${ran.stderr}`;
  if (ran.status === 0) return { green: true, failed: "" };
  const failed = /^\(fail\) (.+?)(?: \[[\d.]+m?s\])?$/m.exec(output)?.[1];
  const error = /^\s*(?:error|\w*Error): (.+)$/m.exec(output)?.[1];
  const ended = ran.signal === null ? `exit ${ran.status}` : `not ended within ${seconds} s`;
  return { green: false, failed: failed ?? error ?? ended };
}
