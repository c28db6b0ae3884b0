import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Shown {
  visits: { stage: string; effective: string; failure: string | null; attempts: { ended: { outsideChanged?: string[] } }[] }[];
}

const stray = ["add-task", "Stray", "--id", "stray", "--path", "src", "--run", "mkdir -p src && touch src/in.txt out.txt"];

async function built(workspace: Workspace, config: string, code: number): Promise<Shown["visits"]> {
  workspace.write("millrace.toml", config);
  await workspace.must(stray);
  await workspace.must(["start", "--once"], { code });
  return (await workspace.json<Shown>(["runs", "show", "stray-1"])).visits;
}

for (const git of [true, false]) {
  describe(`a stage that changes files outside the paths of its item, ${git ? "with" : "without"} git`, () => {
    it("is marked in its record and in runs show, and goes on", () =>
      inWorkspace({ git }, async (workspace) => {
        const [builder, ...others] = await built(workspace, "", 0);
        assert.deepEqual(builder?.attempts[0]?.ended.outsideChanged, ["out.txt"]);
        assert.equal(builder?.failure, null);
        for (const { attempts } of others) assert.deepEqual(attempts[0]?.ended.outsideChanged, []);
        assert.match((await workspace.must(["runs", "show", "stray-1"])).out, /changed outside the declared paths: out\.txt/);
        assert.match((await workspace.must(["logs"])).out, /it changed files outside its paths: out\.txt/);
      }));

    it("counts as blocked where the plan says so", () =>
      inWorkspace({ git }, async (workspace) => {
        const [builder] = await built(workspace, "[evidence]\noutside_blocks = true\n[recovery]\ntroubleshoots = 0\nconsults = 0\n", 6);
        assert.deepEqual([builder?.effective, builder?.failure], ["BLOCKED", "outside_paths"]);
        await workspace.must(["replay", "--verify"]);
      }));
  });
}

describe("an item that declares no paths", () => {
  it("has nothing marked", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Free", "--id", "free", "--run", "touch out.txt"]);
      await workspace.must(["start", "--once"]);
      const { visits } = await workspace.json<Shown>(["runs", "show", "free-1"]);
      for (const { attempts } of visits) assert.equal(attempts[0]?.ended.outsideChanged, undefined);
    }));
});
