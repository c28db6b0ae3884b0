import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type MillraceOptions, type Workspace } from "../support/e2e/workspace.ts";

const CONFIG = '[delivery]\nkind = "commit"\n';
const WORK = ["--id", "mend", "--run", "echo $MILLRACE_ATTEMPT >> ran.txt", "--check", "test -s ran.txt"];

/**
 * Puts a `git` before git that leaves `lock` behind and dies, with the owner where `owner`, as often as it is called with arguments
 * that hold `words`, `times` at the most.
 */
function deadly(
  workspace: Workspace,
  words: string,
  lock: string,
  { owner, times = 1 }: { owner: boolean; times?: number },
): MillraceOptions {
  workspace.write(
    "../bin/git",
    `#!/bin/sh
case "$*" in *"${words}"*)
  if [ "$(ls ../deaths | wc -l)" -lt ${times} ]; then
    touch ../deaths/$$ ${lock}
    ${owner ? "kill -9 $PPID" : ""}
    kill -9 $$
  fi
esac
PATH=\${PATH#*:} exec git "$@"
`,
  );
  workspace.write("../deaths/.keep", "");
  chmodSync(workspace.path("../bin/git"), 0o755);
  return { env: { ...workspace.env, PATH: `${workspace.path("../bin")}:${workspace.env.PATH}` } };
}

const deaths = (workspace: Workspace): number => workspace.list("../deaths").length - 1;

/** The work ran once, and lies in one commit, which the index follows. */
async function isDelivered(workspace: Workspace): Promise<void> {
  assert.equal(workspace.lines("ran.txt").length, 1, "no stage ran again");
  assert.equal(workspace.git("log", "--format=%s").trim().split("\n").length, 2, workspace.git("log"));
  assert.match(workspace.git("log", "-1", "--format=%B"), /^Millrace-Run: mend-1$/m);
  assert.equal(workspace.git("status", "--porcelain"), "");
  await workspace.must(["replay", "--verify"]);
  await workspace.quiet();
}

const CASES: [string, string, string][] = [
  ["the branch's lock, before it held anything", "update-ref -m", ".git/refs/heads/main.lock"],
  ["the lock of HEAD", "update-ref -m", ".git/HEAD.lock"],
  ["the lock of the index", "read-tree -m", ".git/index.lock"],
];

describe("a git that is killed while it delivers", () => {
  for (const [what, words, lock] of CASES) {
    it(`with its owner, and leaves ${what}: the next start delivers`, () =>
      inWorkspace({ git: true, config: CONFIG }, async (workspace) => {
        const options = deadly(workspace, words, lock, { owner: true });
        await workspace.must(["add-task", "Mend", ...WORK]);
        const { signal } = await workspace.run(["start", "--once"], options);
        assert.deepEqual([signal, deaths(workspace), workspace.has(lock)], ["SIGKILL", 1, true]);
        await workspace.must(["start", "--once"], options);
        assert.equal(workspace.has(lock), false);
        await isDelivered(workspace);
      }));

    it(`alone, and leaves ${what}: the same owner delivers`, () =>
      inWorkspace({ git: true, config: CONFIG }, async (workspace) => {
        const options = deadly(workspace, words, lock, { owner: false });
        await workspace.must(["add-task", "Mend", ...WORK]);
        await workspace.must(["start", "--once"], options);
        assert.deepEqual([deaths(workspace), workspace.has(lock)], [1, false]);
        await isDelivered(workspace);
      }));
  }

  it("again and again: an operator has to look and lets it be delivered again, and no stage runs again for it", () =>
    inWorkspace({ git: true, config: CONFIG }, async (workspace) => {
      const options = deadly(workspace, "update-ref -m", ".git/HEAD.lock", { owner: false, times: 9 });
      await workspace.must(["add-task", "Mend", ...WORK]);
      await workspace.must(["start", "--once"], { ...options, code: 6 });
      assert.equal(deaths(workspace), 3);
      const { attention } = await workspace.json<{ attention: { code: string; command: string }[] }>(["attention"], { code: 6 });
      assert.deepEqual([attention[0]?.code, attention[0]?.command], ["run-stuck", "millrace resolve mend-1 --outcome again"]);
      assert.match((await workspace.must(["why", "mend-1"])).out, /git update-ref failed \(killed\)/);
      await workspace.must(["resolve", "mend-1", "--outcome", "again", "--commit", "4f0c2a9b1d3e"], { code: 2 });
      await workspace.must(["resolve", "mend-1", "--outcome", "again"]);
      await workspace.must(["start", "--once"]);
      await isDelivered(workspace);
    }));

  it("leaves its lock alone while another git is at work in the repository", () =>
    inWorkspace({ git: true, config: CONFIG }, async (workspace) => {
      const lock = ".git/HEAD.lock";
      const options = deadly(workspace, "update-ref -m", lock, { owner: true });
      await workspace.must(["add-task", "Mend", ...WORK]);
      await workspace.run(["start", "--once"], options);
      const other = spawn("git", ["cat-file", "--batch"], { cwd: workspace.path("millrace-agents"), stdio: ["pipe", "ignore", "ignore"] });
      try {
        await workspace.must(["start", "--once"], { ...options, code: 6 });
        assert.equal(workspace.has(lock), true);
      } finally {
        other.kill();
      }
    }));
});
