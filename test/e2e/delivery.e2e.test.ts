import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const WORK = ["--run", "echo broken > out.txt", "--check", "grep -q fixed out.txt", "--fix", "echo fixed >> out.txt; echo new > new.txt"];

function config(kind: string): string {
  return `[delivery]\nkind = "${kind}"\n`;
}

/** What an operator has lying about: something staged, something changed, something stashed, something ignored. */
function litter(workspace: Workspace): void {
  workspace.write(".gitignore", "ignored.txt\n");
  workspace.write("tracked.txt", "one\n");
  workspace.git("add", ".gitignore", "tracked.txt");
  workspace.git("commit", "-q", "-m", "base");
  workspace.write("stashed.txt", "in the stash\n");
  workspace.git("add", "stashed.txt");
  workspace.git("stash", "push", "-q");
  workspace.write("staged.txt", "staged by the operator\n");
  workspace.git("add", "staged.txt");
  workspace.write("ignored.txt", "secret\n");
}

describe("delivery", () => {
  it("commit: the runtime commits the proven tree with its trailers, and leaves stash and ignored files alone", () =>
    inWorkspace({ git: true, config: config("commit") }, async (workspace) => {
      const stash = (): string => workspace.git("stash", "list");
      workspace.write("stashed.txt", "x\n");
      workspace.git("add", "stashed.txt");
      workspace.git("stash", "push", "-q");
      workspace.write(".gitignore", "ignored.txt\n");
      workspace.git("add", ".gitignore");
      workspace.git("commit", "-q", "-m", "ignore");
      workspace.write("ignored.txt", "secret\n");
      const [head, stashed] = [workspace.git("rev-parse", "HEAD"), stash()];
      await workspace.must(["add-task", "Mend it", ...WORK]);
      const { out } = await workspace.must(["start", "--once", "--json"]);
      const result = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as { runs: { commit: string }[] };
      assert.equal(workspace.git("rev-parse", "HEAD").trim(), result.runs[0]?.commit);
      assert.equal(workspace.git("rev-parse", "HEAD~1"), head);
      const message = workspace.git("log", "-1", "--format=%B");
      assert.match(message, /^Mend it\n/);
      assert.match(message, /^Millrace-Item: mend-it$/m);
      assert.match(message, /^Millrace-Run: mend-it-1$/m);
      assert.equal(workspace.git("show", "HEAD:out.txt"), "broken\nfixed\n");
      assert.doesNotMatch(workspace.git("ls-tree", "-r", "--name-only", "HEAD"), /ignored|millrace-agents/);
      assert.equal(stash(), stashed);
      assert.equal(workspace.read("ignored.txt"), "secret\n");
      assert.equal(workspace.git("diff", "--cached", "--name-only"), "", "the index follows what was delivered");
      workspace.git("fsck", "--strict");
    }));

  for (const kind of ["none", "worktree"]) {
    it(`${kind}: index, HEAD, stash and branches are as they were`, () =>
      inWorkspace({ git: true, config: config(kind) }, async (workspace) => {
        litter(workspace);
        const facts = (): string[] => [
          workspace.git("rev-parse", "HEAD"),
          workspace.git("symbolic-ref", "HEAD"),
          workspace.git("ls-files", "--stage"),
          workspace.git("stash", "list", "--format=%H"),
          workspace.git("for-each-ref", "refs/heads", "refs/tags"),
          workspace.git("reflog"),
        ];
        const before = facts();
        await workspace.must(["add-task", "Mend it", ...WORK]);
        await workspace.must(["start", "--once"]);
        assert.deepEqual(facts(), before);
        assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
      }));
  }

  it("commit: what the operator has staged is never lost, whether it can be delivered or not", () =>
    inWorkspace({ git: true, config: config("commit") }, async (workspace) => {
      litter(workspace);
      await workspace.must(["add-task", "Mend it", ...WORK]);
      const { code } = await workspace.run(["start", "--once"]);
      assert.ok(code === 0 || code === 6, `exit ${code}`);
      assert.equal(workspace.read("staged.txt"), "staged by the operator\n");
      assert.equal(workspace.git("show", ":staged.txt"), "staged by the operator\n");
      assert.equal(workspace.git("stash", "list").trim().split("\n").length, 1);
    }));

  it("commit: under a merge that is not finished it is refused with the reason, and goes through once that is over", () =>
    inWorkspace({ git: true, config: config("commit") }, async (workspace) => {
      workspace.write("millrace-agents/.keep", "");
      workspace.git("checkout", "-q", "-b", "other");
      workspace.write("README.md", "other\n");
      workspace.git("commit", "-q", "-a", "-m", "other");
      workspace.git("checkout", "-q", "main");
      workspace.write("README.md", "main\n");
      workspace.git("commit", "-q", "-a", "-m", "main");
      assert.throws(() => workspace.git("merge", "-q", "other"));
      const head = workspace.git("rev-parse", "HEAD");
      await workspace.must(["add-task", "Mend it", ...WORK]);
      const { err, out } = await workspace.must(["start", "--once"], { code: 6 });
      assert.match(err + out, /merge/);
      assert.equal(workspace.git("rev-parse", "HEAD"), head);
      assert.match(workspace.git("status"), /unmerged|Unmerged/);
      workspace.git("merge", "--abort");
      await workspace.must(["unblock", "mend-it"]);
      await workspace.must(["start", "--once"]);
      assert.notEqual(workspace.git("rev-parse", "HEAD"), head);
    }));

  it("commit: evidence is for the delivered tree: a stage that breaks it after the verdict is found out", () =>
    inWorkspace(
      {
        git: true,
        config: `${config("commit")}[stages.updater]\nrunner = "command"\nargv = ["sh", "-c", "rm -f out.txt; echo '### UPDATE_COMPLETE'"]\n`,
      },
      async (workspace) => {
        const head = workspace.git("rev-parse", "HEAD");
        await workspace.must(["add-task", "Mend it", ...WORK]);
        await workspace.must(["start", "--once"], { code: 6 });
        assert.equal(workspace.git("rev-parse", "HEAD"), head);
      },
    ));

  it("commit: without git the work is left in place, and it is said why", () =>
    inWorkspace({ config: config("commit") }, async (workspace) => {
      await workspace.must(["add-task", "Mend it", ...WORK]);
      await workspace.must(["start", "--once"]);
      const settled = workspace.events().find(({ type }) => type === "delivery.settled");
      assert.equal(settled?.data.outcome, "left");
      assert.match(String(settled?.data.detail), /git/);
    }));
});
