import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { rebuildLoop } from "../../../machines/loop/rebuild-loop.ts";
import { type LoopPosition, startLoop, stepLoop } from "../../../machines/loop/step-loop.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { compilePlan } from "../../../src/plan/compile-plan.ts";
import { mainPath } from "../../../src/plan/main-path.ts";
import { heaviestPaths } from "../../../src/plan/worst-case/heaviest-path.ts";
import { worstCase } from "../../../src/plan/worst-case/worst-case.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

async function compiled(config = "", mode?: string) {
  const root = workspaceWith({ "millrace.toml": config });
  const result = await compilePlan({ fs: diskFs, root, ...(mode === undefined ? {} : { mode }) });
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

/** The heaviest run by driving the real machine through every course of events from zero counters. */
function byStepping(loop: FrozenLoop, kind: string, weight: (stage: string) => number): number {
  const rebuilt = rebuildLoop(loop);
  assert.ok(rebuilt.ok);
  const known = new Map<string, number>();
  const from = (at: LoopPosition): number => {
    const key = JSON.stringify(at);
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const ahead = legalTerminals(loop, at.stage).map((terminal) => {
      const stepped = stepLoop(rebuilt.loop, at, terminal);
      assert.ok(stepped.ok);
      return stepped.next.type === "final" ? 0 : from(stepped.next.at);
    });
    const heaviest = weight(at.stage) + Math.max(...ahead);
    known.set(key, heaviest);
    return heaviest;
  };
  const started = startLoop(loop, kind);
  assert.ok(started.ok);
  return from(started.at);
}

describe("heaviestPaths()", () => {
  removeWorkspaces();

  it("agrees with the proof on visits, and with the stepped machine on any weights", async () => {
    const { plan } = await compiled();
    for (const loop of Object.values(plan.loops)) {
      const heaviest = heaviestPaths(loop);
      assert.deepEqual(
        heaviest(() => 1),
        proveLoop(loop).bounds,
      );
      for (const seed of [1, 2, 3]) {
        const weight = (stage: string) => ((stage.length * 7919 * seed) % 101) + 1;
        for (const kind of Object.keys(loop.entries))
          assert.equal(heaviest(weight)[kind], byStepping(loop, kind, weight), `${loop.id} ${kind} ${seed}`);
      }
    }
  });
});

describe("worstCase()", () => {
  removeWorkspaces();

  it("multiplies visits by attempts, and runs by the runs of an item", async () => {
    const { plan, policy, prices } = await compiled("[limits]\nretries_per_visit = 1\ninterruptions_per_visit = 2\nruns_per_item = 3\n");
    const { kinds, attemptsPerVisit, runsPerItem, usdUnknown } = worstCase(plan, policy, prices);
    assert.deepEqual([attemptsPerVisit, runsPerItem, usdUnknown], [4, 3, null]);
    const task = kinds.find(({ kind }) => kind === "task");
    const visits = proveLoop(plan.loops["execution.standard"] as FrozenLoop).bounds.task ?? 0;
    assert.deepEqual([task?.run.visits, task?.run.attempts, task?.item.attempts], [visits, visits * 4, visits * 12]);
    assert.equal(task?.run.usd, 0);
  });

  it("counts timeouts with grace, back-offs, checks at verdicts and the baseline in hours", async () => {
    const { plan, policy, prices } = await compiled(
      '[limits]\nretries_per_visit = 2\ninterruptions_per_visit = 0\nbackoff_seconds = 10\nbackoff_ceiling_seconds = 15\n[stage_defaults]\ntimeout_seconds = 90\ngrace_seconds = 10\n[checks.a]\ncommand = "x"\ntimeout_seconds = 100\n',
    );
    const loop = plan.loops["execution.standard"] as FrozenLoop;
    const seconds = (checks: number) =>
      byStepping(loop, "task", (stage) => 3 * 100 + 10 + 15 + (loop.stages[stage]?.verifies ? checks : 0)) + checks;
    const hours = (checks?: string[]) => worstCase(plan, policy, prices, checks).kinds.find(({ kind }) => kind === "task")?.run.hours;
    assert.equal(hours(), seconds(100) / 3600);
    assert.equal(hours([]), seconds(0) / 3600);
    assert.equal(hours(["a", "a typed command"]), seconds(100 + 900) / 3600);
  });

  it("gives money only where every price is known, and names those that are not", async () => {
    const config = '[runners.command]\nargv = ["./agent"]\nmodel = "big"\n[stages.updater]\nmodel = "small"\n';
    const unknown = await compiled(config, "default_command");
    const without = worstCase(unknown.plan, unknown.policy, unknown.prices);
    assert.ok(without.kinds.every(({ run, item }) => run.usd === null && item.usd === null));
    assert.match(without.usdUnknown ?? "", /No price for big, small/);
    const known = await compiled(`${config}[prices.big]\nusd_per_attempt = 2\n[prices.small]\nusd_per_attempt = 0.5\n`, "default_command");
    const { kinds, attemptsPerVisit } = worstCase(known.plan, known.policy, known.prices);
    const loop = known.plan.loops["execution.standard"] as FrozenLoop;
    const task = kinds.find(({ kind }) => kind === "task");
    assert.equal(
      task?.run.usd,
      byStepping(loop, "task", (stage) => attemptsPerVisit * (stage === "updater" ? 0.5 : 2)),
    );
    assert.equal(task?.item.usd, (task?.run.usd ?? 0) * known.policy.runsPerItem);
  });

  it("prices a runner that names no model by the runner's name", async () => {
    const { plan, policy, prices } = await compiled(
      '[runners.command]\nargv = ["./agent"]\n[prices.command]\nusd_per_attempt = 1\n',
      "default_command",
    );
    assert.ok(worstCase(plan, policy, prices).kinds.every(({ run }) => run.usd === run.attempts));
  });

  it("takes an attempt's limits for its price where tokens have one, and the item's money for the most of an item", async () => {
    const prices = "[prices.codex_cli]\ninput_per_million = 2\noutput_per_million = 10\n";
    const money = async (limits: string, priced = prices) => {
      const { plan, policy, prices: table } = await compiled(`${limits}${priced}`, "default_codex");
      return worstCase(plan, policy, table).kinds.find(({ kind }) => kind === "task");
    };
    const attempts = (await money("[stage_defaults]\ncost_limit_usd = 0.5\n"))?.run;
    assert.equal(attempts?.usd, (attempts?.attempts ?? 0) * 0.5);
    const byTokens = (await money("[stage_defaults]\ntoken_limit = 100_000\n"))?.run;
    assert.equal(byTokens?.usd, (byTokens?.attempts ?? 0) * 1);
    assert.equal((await money("[stage_defaults]\ncost_limit_usd = 0.5\n", ""))?.run.usd, null);
    assert.equal((await money(""))?.run.usd, null);
    assert.equal((await money("[limits]\nusd_per_item = 3\n[stage_defaults]\ncost_limit_usd = 0.5\n"))?.item.usd, 3.5);
  });
});

describe("mainPath()", () => {
  removeWorkspaces();

  it("follows success from the entry of each kind to its end", async () => {
    const { plan } = await compiled();
    const path = mainPath(plan, "task");
    assert.equal(path?.text, "builder → checker → updater → done");
    assert.deepEqual(path?.steps[1], {
      stage: "checker",
      terminal: "CHECKER_PASS",
      runner: "shell",
      model: null,
      timeoutSeconds: 3600,
      verifies: true,
    });
    assert.equal(mainPath(plan, "spec")?.text, "planner → manager → done");
    assert.equal(mainPath(plan, "incident")?.text, "auditor → planner → manager → done");
  });

  it("is null for work that the plan does not take, even by a name of Object.prototype", async () => {
    const { plan } = await compiled();
    assert.equal(mainPath(plan, "probe"), null);
    assert.equal(mainPath(plan, "constructor"), null);
  });
});
