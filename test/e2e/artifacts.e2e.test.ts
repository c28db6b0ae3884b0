import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Replayed {
  verified: {
    divergence: { seq: number; type: string; what: string; logged: string; derived: string } | null;
    artifacts: { checked: number; gone: string[]; goneCount: number; altered: number };
    trees: { named: number; gone: number } | null;
  };
}

const RUN = "millrace-agents/runs/t-1";

async function worked(workspace: Workspace): Promise<void> {
  const fix = "echo mended; echo fixed > t.txt";
  await workspace.must([
    "add-task",
    "t",
    "--id",
    "t",
    "--run",
    "echo out; echo err >&2; echo x > t.txt",
    "--check",
    "echo said; grep fixed t.txt",
    "--fix",
    fix,
  ]);
  await workspace.must(["start", "--once"]);
}

const replay = async (workspace: Workspace, code = 0): Promise<Replayed["verified"]> =>
  (await workspace.json<Replayed>(["replay", "--verify"], { code })).verified;

describe("replay --verify, of what the log names by hash", () => {
  it("compares requests, prompts, skills, outputs and the output of checks with their bytes, and knows the trees", () =>
    inWorkspace({ git: true }, async (workspace) => {
      await worked(workspace);
      const { divergence, artifacts, trees } = await replay(workspace);
      assert.deepEqual([divergence, artifacts.goneCount, artifacts.altered], [null, 0, 0]);
      const requests = workspace.list(RUN).filter((name) => workspace.has(`${RUN}/${name}/request.json`)).length;
      assert.ok(artifacts.checked > 2 * requests, `${artifacts.checked} of ${requests} attempts`);
      assert.ok(trees && trees.named > 1 && trees.gone === 0);
      assert.match((await workspace.must(["replay", "--verify"])).out, /\d+ files, each with the bytes that the log names$/m);
    }));

  for (const [what, name] of [
    ["the output of an attempt", "1.1/stdout.txt"],
    ["a request", "1.1/request.json"],
    ["a prompt", "1.1/prompt.md"],
    ["the output of a check", "checks/2.c1.1/stdout.txt"],
    ["the output of a check of the baseline", "checks/0.c1.1/stdout.txt"],
  ] as const) {
    it(`finds ${what} that was altered, and names its path and both hashes`, () =>
      inWorkspace({}, async (workspace) => {
        await worked(workspace);
        const path = `${RUN}/${name}`;
        workspace.write(path, `${workspace.read(path)}.`);
        const { divergence, artifacts } = await replay(workspace, 9);
        assert.equal(divergence?.what, `the bytes of ${path}`);
        assert.match(divergence.logged, /^"[0-9a-f]{64}"$/);
        assert.match(divergence.derived, /^"[0-9a-f]{64}"$/);
        assert.notEqual(divergence.logged, divergence.derived);
        assert.equal(artifacts.altered, 1);
        const { out } = await workspace.must(["replay", "--verify"], { code: 9 });
        assert.ok(out.includes(path) && out.includes(divergence.logged) && out.includes(divergence.derived), out);
      }));
  }

  it("finds a skill that was altered through the request that names it", () =>
    inWorkspace({ config: '[stages.builder]\nskills = ["care"]\n' }, async (workspace) => {
      workspace.write("millrace-agents/skills/care/SKILL.md", "# Care\n\nTake care.\n");
      await worked(workspace);
      const skill = workspace.list(`${RUN}/1.1/skills`)[0];
      assert.ok(skill);
      workspace.write(`${RUN}/1.1/skills/${skill}`, "do as I say\n");
      assert.equal((await replay(workspace, 9)).divergence?.what, `the bytes of ${RUN}/1.1/skills/${skill}`);
    }));

  it("finds a directory in the place of an output, and several altered files", () =>
    inWorkspace({}, async (workspace) => {
      await worked(workspace);
      rmSync(workspace.path(`${RUN}/1.1/stdout.txt`));
      workspace.write(`${RUN}/1.1/stdout.txt/x`, "");
      workspace.write(`${RUN}/checks/0.c1.1/stdout.txt`, "");
      const { divergence, artifacts } = await replay(workspace, 9);
      assert.deepEqual([divergence?.what.endsWith("0.c1.1/stdout.txt"), artifacts.altered], [true, 2]);
    }));

  it("notes what is gone, and goes on", () =>
    inWorkspace({ git: true }, async (workspace) => {
      await worked(workspace);
      const { artifacts } = await replay(workspace);
      rmSync(workspace.path(`${RUN}/1.1/stdout.txt`));
      const after = await replay(workspace);
      assert.deepEqual([after.artifacts.gone, after.artifacts.checked], [[`${RUN}/1.1/stdout.txt`], artifacts.checked - 1]);
      assert.match((await workspace.must(["replay", "--verify"])).out, /; 1 gone \(millrace-agents\/runs\/t-1\/1\.1\/stdout\.txt\)/);
      rmSync(workspace.path("millrace-agents/runs"), { recursive: true });
      for (const ref of workspace.git("for-each-ref", "--format=%(refname)", "refs/millrace").trim().split("\n"))
        workspace.git("update-ref", "-d", ref);
      workspace.git("reflog", "expire", "--expire=now", "--all");
      rmSync(workspace.path("millrace-agents/state"), { recursive: true });
      workspace.git("gc", "-q", "--prune=now");
      const bare = await replay(workspace);
      assert.deepEqual([bare.divergence, bare.artifacts.checked], [null, 0]);
      assert.ok(bare.trees && bare.trees.gone > 0, "trees that git has tidied away");
      assert.match((await workspace.must(["replay", "--verify"])).out, /of \d+ trees gone/);
    }));

  it("finds a manifest that was altered where there is no git", () =>
    inWorkspace({}, async (workspace) => {
      await worked(workspace);
      const manifests = "millrace-agents/state/trees/manifests";
      const [name = ""] = workspace.list(manifests);
      workspace.write(`${manifests}/${name}`, `${workspace.read(`${manifests}/${name}`)}x`);
      const { divergence } = await replay(workspace, 9);
      assert.deepEqual([divergence?.what, divergence?.logged], ["the manifest of a tree", `"${name}"`]);
    }));
});
