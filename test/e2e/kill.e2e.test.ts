import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { KILL_CONFIG, KILL_CONFIG_COMMITS, killRounds } from "../support/e2e/kill-rounds.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

const SEED = Number(process.env.MILLRACE_E2E_SEED ?? Math.floor(Math.random() * 1e9));

describe("start --once, killed with -9 at random moments", () => {
  it("loses no attempt and runs none twice, carries on at the next start, and leaves nobody alive", () =>
    inWorkspace({ config: KILL_CONFIG }, async (workspace) => {
      const { kills } = await killRounds(workspace, { tasks: 8, seed: SEED, victims: "owner" });
      assert.ok(kills >= 8, `only ${kills} kills`);
      await workspace.quiet();
      await workspace.must(["replay", "--verify"]);
      await workspace.must(["log", "verify"]);
    }));

  it("carries on when owner, supervisor and stages died together, and runs no attempt twice", () =>
    inWorkspace({ config: KILL_CONFIG_COMMITS, git: true }, async (workspace) => {
      const { kills } = await killRounds(workspace, { tasks: 4, seed: SEED + 1, victims: "everything" });
      assert.ok(kills >= 4, `only ${kills} kills`);
      await workspace.quiet();
      await workspace.must(["replay", "--verify"]);
      await workspace.must(["log", "verify"]);
    }));

  it("carries on when any one process died, an owner, a supervisor or a child, and settles each visit once", () =>
    inWorkspace({ config: KILL_CONFIG }, async (workspace) => {
      const { kills, supervisors, children } = await killRounds(workspace, { tasks: 8, seed: SEED + 3, victims: "anyone" });
      assert.ok(kills + supervisors + children >= 4, JSON.stringify({ kills, supervisors, children }));
      await workspace.quiet();
      await workspace.must(["replay", "--verify"]);
      await workspace.must(["log", "verify"]);
    }));

  it("stands still or loses its lock while it is suspended: nobody steals from the one, and the other wakes up and writes nothing (F8)", () =>
    inWorkspace({ config: KILL_CONFIG_COMMITS, git: true }, async (workspace) => {
      const figures = await killRounds(workspace, { tasks: 3, seed: SEED + 2, victims: "suspended" });
      assert.ok(figures.suspended + figures.replaced >= 3, JSON.stringify(figures));
      await workspace.quiet();
      await workspace.must(["replay", "--verify"]);
      await workspace.must(["log", "verify", "--anchors"]);
    }));
});
