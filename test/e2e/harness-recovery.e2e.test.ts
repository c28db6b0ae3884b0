import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { HarnessBench } from "../runners/harness-contract.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessConfig } from "../runners/support/harness-config.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { piBench } from "../runners/support/pi.ts";
import { killAll } from "../support/e2e/kill-all.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import type { Turn } from "../support/model-server/turn.ts";

const say = (text: string): Turn => ({ type: "say", text });
const run = (command: string): Turn => ({ type: "run", command });
const leave = (terminal: string, before: string): Turn =>
  run(`${before}; printf '{"schema":"millrace.stage-result.v1","terminal":"${terminal}"}' > "$MILLRACE_RESULT"`);

/** What an answer of the scripted model costs: 60 fresh tokens, 40 from the cache, and 10 out. */
const INPUT_USD = 60 * 0.001 + 40 * 0.0001;
const ANSWER_USD = INPUT_USD + 10 * 0.01;
const PRICE = "input_per_million = 1000\ncached_per_million = 100\noutput_per_million = 10_000\n";

interface Driven {
  mode: string;
  program: string | null;
  open: (program: string) => Promise<HarnessBench>;
  /** What the runtime sees of one request that the service answers with 503: pi's own client asks again. */
  away: readonly string[];
  /** What is known, in tokens in and out, of an answer whose turn was killed: codex has not written it down yet, claude its beginning. */
  cut: readonly [input: number, output: number];
}

const harnesses: readonly Driven[] = [
  { mode: "default_codex", program: harnessProgram("codex"), open: codexBench, away: ["transport"], cut: [0, 0] },
  { mode: "default_claude", program: harnessProgram("claude"), open: claudeBench, away: ["transport"], cut: [100, 1] },
  { mode: "default_pi", program: harnessProgram("pi"), open: piBench, away: [], cut: [100, 10] },
];

const keys = { SCRIPTED_KEY: "none", ANTHROPIC_API_KEY: "none" };

interface Shown {
  used: { input: number; output: number; usd: number; unpriced: number; unpricedNames: string[] } | null;
  visits: { attempts: { id: string; session: string | null; ended: { session?: string | null } | null }[] }[];
}

for (const { mode, program, open, away, cut } of harnesses) {
  describe(`mode ${mode}, with the real program, when things go wrong`, { ignore: program === null }, () => {
    const withBench = async (turns: readonly Turn[], more: string, act: (w: Workspace, bench: HarnessBench) => Promise<void>) => {
      const bench = await open(program ?? "");
      const meets = bench.meets(...turns);
      const price = `[prices.${JSON.stringify(meets.runner?.model)}]\n${PRICE}`;
      try {
        await inWorkspace({ config: `${harnessConfig(mode, meets)}\n${more}\n${price}` }, (workspace) => act(workspace, bench));
      } finally {
        await bench.close();
      }
    };

    it("carries one task through an error of the service, a kill -9 of owner, supervisor and all, a stall and a fix, in one conversation a visit", async () => {
      const turns = [
        { type: "status", status: 503 } as const,
        run("echo half > half.txt; sleep 60"),
        { type: "stall" } as const,
        leave("BUILDER_COMPLETE", "echo wrong > out.txt"),
        say("Built."),
        say("It looks right.\n### CHECKER_PASS"),
        leave("FIXER_COMPLETE", "echo right > out.txt"),
        say("Fixed."),
        say("Now it is right.\n### DOUBLECHECK_PASS"),
        say("Nothing to update.\n### UPDATE_COMPLETE"),
      ];
      await withBench(turns, "[stages.builder]\nstall_seconds = 8\n", async (workspace, bench) => {
        const env = { ...workspace.env, ...keys };
        await workspace.must(["add-task", "Write it", "--id", "t", "--check", "grep -q right out.txt"]);
        const owner = workspace.start(["start", "--once"], { env });
        await until(
          () => `the builder at work: ${owner.err()}`,
          () => fs.existsSync(join(workspace.root, "half.txt")),
          60_000,
        );
        killAll(workspace);
        await owner.ended;
        await workspace.must(["start", "--once"], { env, timeout: 120_000 });
        assert.equal((await workspace.json<{ item: { phase: string } }>(["queue", "show", "t"])).item.phase, "done");

        const of = (wanted: string) => workspace.events().filter(({ type }) => type === wanted);
        const ends = workspace.events().filter(({ type }) => type === "attempt.ended" || type === "attempt.lost");
        assert.deepEqual(
          ends.map(({ data }) => data.failure ?? data.claimed),
          [
            ...away,
            "supervisor_lost",
            "stall",
            "BUILDER_COMPLETE",
            "CHECKER_PASS",
            "FIXER_COMPLETE",
            "DOUBLECHECK_PASS",
            "UPDATE_COMPLETE",
          ],
        );
        const session = ends[0]?.data.session;
        const sessions = of("attempt.requested").map(({ data }) => data.session ?? null);
        const further = away.length + 2;
        assert.match(String(session), /^[\w-]{20,}$/);
        assert.deepEqual(sessions, [null, ...Array(further).fill(session), null, null, null, null]);

        const asked = bench.model.asked.map((body) => JSON.stringify(body));
        const last = asked.find((body) => body.includes(`t-1.1.${further + 1}`)) ?? "";
        assert.ok(last.includes("What came before") && last.includes("half.txt") && last.includes("(`stall`)"), "why it is tried again");
        assert.equal(last.split("You make the change that the work item asks for").length, 2, "the instructions are told once");
        const run = of("run.concluded").at(-1)?.data as { context: { counters: object } };
        assert.deepEqual(run.context.counters, { fixCycles: 1 }, "nothing but the fix was counted");
        await workspace.must(["replay", "--verify"]);

        const { used, visits } = await workspace.json<Shown>(["runs", "show", "t-1"]);
        assert.equal(used?.unpriced, 0);
        const [input, output] = [700 + cut[0], 70 + cut[1]];
        assert.deepEqual([used?.input, used?.output], [input, output], JSON.stringify(ends.map(({ data }) => data.usage)));
        const usd = 7 * ANSWER_USD + (cut[0] * 0.6 * 1000 + cut[0] * 0.4 * 100 + cut[1] * 10_000) / 1e6;
        assert.ok(Math.abs((used?.usd ?? 0) - usd) < 1e-9, `${used?.usd} is not ${usd}`);
        assert.equal(visits[0]?.attempts.at(-1)?.ended?.session, session);
        const { out } = await workspace.must(["runs", "show", "t-1"]);
        assert.ok(out.includes(`used      ${input} tokens in`) && out.includes(`${output} out, $${usd.toFixed(4)}`), out);
        assert.match(out, /goes on with session/);
      });
    });

    it("goes on with the conversation that a stop has interrupted", async () => {
      const turns = [
        run("echo half > half.txt; sleep 60"),
        say("### BUILDER_COMPLETE"),
        say("### CHECKER_PASS"),
        say("### UPDATE_COMPLETE"),
      ];
      await withBench(turns, "", async (workspace) => {
        const env = { ...workspace.env, ...keys };
        await workspace.must(["add-task", "Write it", "--id", "t", "--check", "test -e half.txt"]);
        const owner = workspace.start(["start", "--once"], { env });
        await until(
          () => `the builder at work: ${owner.err()}`,
          () => fs.existsSync(join(workspace.root, "half.txt")),
          60_000,
        );
        owner.child.kill("SIGINT");
        assert.equal((await owner.ended).code, 130);
        await workspace.must(["start", "--once"], { env, timeout: 120_000 });
        const of = (wanted: string) => workspace.events().filter(({ type }) => type === wanted);
        const [lost] = of("attempt.lost");
        assert.equal(lost?.data.failure, "interrupted");
        assert.deepEqual(
          of("attempt.requested").map(({ data }) => data.session ?? null),
          [null, lost?.data.session, null, null],
        );
        assert.deepEqual(
          of("attempt.ended").map(({ data }) => data.failure ?? data.claimed),
          ["BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"],
        );
      });
    });

    it("F9: ends an agent that makes the same call for ever, in a new conversation once more, and leaves its item to a person", async () => {
      const limits = "[limits]\nretries_per_visit = 1\n";
      const config = "[stages.builder]\nrepeat_limit = 5\n";
      await withBench([run("true")], config, async (workspace, bench) => {
        const env = { ...workspace.env, ...keys };
        workspace.write("millrace.toml", workspace.read("millrace.toml").replace("[limits]\n", limits));
        await workspace.must(["add-task", "Write it", "--id", "t", "--check", "true"]);
        await workspace.must(["add-task", "Write more", "--id", "u", "--depends-on", "t"]);
        await workspace.run(["start", "--once"], { env, timeout: 120_000 });
        const ends = workspace.events().filter(({ type }) => type === "attempt.ended");
        assert.deepEqual(
          ends.map(({ data }) => data.failure),
          ["repeat", "repeat"],
        );
        const used = ends.map(({ data }) => (data.usage as { costUsd: number } | null)?.costUsd ?? 0);
        assert.ok(
          used.every((usd) => usd >= 4 * INPUT_USD),
          `what was cut off is counted: ${used}`,
        );
        // The call that reached the limit, and at most one that was under way, for each of two attempts.
        assert.ok(bench.model.asked.length <= 2 * (5 + 2), `${bench.model.asked.length} requests`);
        const sessions = workspace.events().filter(({ type }) => type === "attempt.requested");
        assert.deepEqual(
          sessions.map(({ data }) => data.session ?? null),
          [null, null],
        );
        const { attention } = await workspace.json<{ attention: { subject: string; why: string; command: string }[] }>(["attention"], {
          code: 6,
        });
        assert.equal(attention[0]?.command, "millrace unblock t");
        assert.match(attention[0]?.why ?? "", /^repeat .*same call 5 times in a row.*goes round in circles/s);
        await workspace.must(["replay", "--verify"]);
      });
    });
  });
}
