import assert from "node:assert/strict";
import { dirname } from "node:path";
import process from "node:process";
import { call } from "../../support/e2e/called.ts";
import type { Workspace } from "../../support/e2e/workspace.ts";
import { house, textOf } from "./guides.ts";
import { checkedScript, missingLine, stepsOf } from "./steps.ts";

const IDENTITY = {
  GIT_AUTHOR_NAME: "Op",
  GIT_AUTHOR_EMAIL: "op@example.org",
  GIT_COMMITTER_NAME: "Op",
  GIT_COMMITTER_EMAIL: "op@example.org",
};

/** Types every command of a guide literally, in order; fails with its line and what it printed. */
export async function follow(workspace: Workspace, guide: string): Promise<void> {
  const env = { ...workspace.env, ...IDENTITY, PATH: `${dirname(process.execPath)}:${workspace.env.PATH}` };
  for (const { script, shown, line } of stepsOf(textOf(guide))) {
    const typed = checkedScript(script.replaceAll("/path/to/millrace/", `${house}/`));
    const { code, signal, out } = await call(["sh", "-c", typed], { cwd: workspace.root, env, timeout: 120_000 }).ended;
    assert.equal(code ?? signal, 0, `${guide}:${line} failed:\n${script}\n${out}`);
    const missing = missingLine(out, shown);
    assert.equal(missing, null, `${guide}:${line} did not show "${missing}" in its place:\n${out}`);
  }
}
