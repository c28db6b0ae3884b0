import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { FailureClass } from "../../src/runners/contract/failure-class.ts";
import type { StageLimits, StageRunRequest } from "../../src/runners/contract/stage-run-request.ts";
import type { Usage } from "../../src/runners/contract/usage.ts";
import type { ModelServer } from "../support/model-server/start-model-server.ts";
import type { Turn } from "../support/model-server/turn.ts";
import { newRig, type Rig } from "./support/rig.ts";

/** The real program of a harness, with a home of its own and a model that follows a script. */
export interface HarnessBench {
  model: ModelServer;
  /** What goes over a builder's request, so that the harness meets `turns`. */
  meets(...turns: Turn[]): Partial<StageRunRequest>;
  close(): Promise<void>;
}

export interface HarnessUnderContract {
  name: string;
  /** Null where its program is not installed. */
  open: (() => Promise<HarnessBench>) | null;
  /** What two answers come to. */
  usage: Usage;
  /** What a silent model is called, and one that refuses. */
  silent: FailureClass;
  refuses: FailureClass;
  /** What it is called when the program that starts the agent's commands dies; "exit_nonzero" unless that is another than the harness itself. */
  dies?: FailureClass;
  /** False where nobody can choose how hard it thinks. */
  effort?: boolean;
  /** False where what it uses is not told before its turn is over. */
  live?: boolean;
  /** How long a final message may be for certain, in kB; 1000 unless the harness does not wait until all of it was read. */
  longest?: number;
  /** What the model does to hand in an answer by the schema; absent where the harness holds it to none. */
  answers?: (answer: object) => Turn;
}

const say = (text: string): Turn => ({ type: "say", text });
const result = (value: object): string =>
  `printf '%s' '${JSON.stringify({ schema: "millrace.stage-result.v1", ...value })}' > "$MILLRACE_RESULT"`;

/** What every harness has to hold beside the contract of all runners, each with its real program. */
export function harnessContract({
  name: runner,
  open,
  usage: expected,
  silent,
  refuses,
  dies = "exit_nonzero",
  effort = true,
  live = true,
  longest = 1000,
  answers,
}: HarnessUnderContract): void {
  describe(`harness contract: ${runner}`, { ignore: open === null }, () => {
    let bench: HarnessBench | null = null;
    let rig: Rig;
    const meets = async (...turns: Turn[]): Promise<Partial<StageRunRequest>> => {
      bench ??= (await open?.()) ?? null;
      return bench?.meets(...turns) ?? {};
    };
    const reported = async (...turns: Turn[]) => rig.report(rig.stage(await meets(...turns)));
    beforeEach(() => {
      rig = newRig();
    });
    afterEach(() => rig.end());
    afterAll(() => bench?.close());

    it("lets the agent work with its own tools, and takes its terminal, summary and artifacts from the result file", async () => {
      const leave = result({ terminal: "BUILDER_COMPLETE", summary: "wrote it" });
      const order = rig.stage(await meets({ type: "run", command: `echo hello > made.txt; ${leave}` }, say("Done.")));
      const report = await rig.report(order);
      assert.deepEqual([report.claimed, report.failure, report.summary], ["BUILDER_COMPLETE", null, "wrote it"]);
      assert.equal(fs.readFileSync(join(rig.root, "made.txt"), "utf8"), "hello\n");
      assert.ok(report.artifacts.some(({ name }) => name === "result.json"));
    });

    it("counts what the attempt used over all of its requests", async () => {
      const { usage } = await reported({ type: "run", command: "true" }, say("### BUILDER_COMPLETE"));
      assert.deepEqual(usage, expected);
    });

    it("hands over a prompt of 1 MB with unusual characters whole, and tells the model and the effort that were asked for", async () => {
      const prompt = `Read \u2028 this: ${"\u00e4\u{1f600}\u0301 ".repeat(120_000)}\nend of prompt\n`;
      const before = bench?.model.asked.length ?? 0;
      const report = await rig.report(rig.stage(await meets(say("Said \u2028 so \u{1f600}.\n### BUILDER_COMPLETE")), prompt));
      assert.deepEqual([report.claimed, report.summary], ["BUILDER_COMPLETE", "Said \u2028 so \u{1f600}."]);
      const asked = JSON.stringify(bench?.model.asked[before]);
      assert.ok(asked.includes(JSON.stringify(prompt.trim()).slice(1, -1)), "the prompt came whole");
      assert.ok(asked.includes('"scripted-model"') && (!effort || asked.includes('"low"')));
    });

    it(`takes a final message of ${longest} kB with unusual characters and line ends`, async () => {
      const words = "so \u2028 on \u{1f600}\u0301 ".repeat(longest * 60);
      const limits = { timeoutSeconds: 60, graceSeconds: 1, outputBytes: 10 * 1024 * 1024 };
      const report = await rig.report(rig.stage({ ...(await meets(say(`${words}\r\n### BUILDER_COMPLETE\r\n`))), limits }));
      assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null], report.detail);
      assert.ok(report.summary.startsWith(words.slice(0, 900)), report.summary);
      assert.ok(report.summary.length < 2000, `${report.summary.length}`);
    });

    it("fails on none, on an illegal and on contradictory terminals", async () => {
      const failureOf = async (...turns: Turn[]) => (await reported(...turns)).failure;
      assert.equal(await failureOf(say("I am done: BUILDER_COMPLETE")), "terminal_missing");
      assert.equal(await failureOf(say("### CHECKER_PASS")), "terminal_illegal");
      const leave = result({ terminal: "BLOCKED" });
      assert.equal(await failureOf({ type: "run", command: leave }, say("### BUILDER_COMPLETE")), "terminal_conflicting");
    });

    const answered = async (answer: (handIn: (value: object) => Turn) => Turn[], resume: StageRunRequest["resume"] = null) => {
      const changes = await meets(...answer(answers ?? (() => say(""))));
      const before = bench?.model.asked.length ?? 0;
      const order = rig.stage({ ...changes, runner: { name: runner, argv: [], model: null, ...changes.runner, structured: true }, resume });
      const report = await rig.report(order);
      return { report, asked: JSON.stringify(bench?.model.asked[before]) };
    };
    const good = { terminal: "BUILDER_COMPLETE", summary: "Wrote \u2028 it." };

    it("takes the answer that it holds the agent to, also when a session is gone on with", { ignore: !answers }, async () => {
      const first = await answered((handIn) => [{ type: "run", command: "true" }, handIn(good)]);
      assert.deepEqual([first.report.claimed, first.report.failure, first.report.summary], [good.terminal, null, good.summary]);
      assert.ok(first.asked.includes('"enum":["BUILDER_COMPLETE","BLOCKED"]'), "the model is told which terminals there are");
      const { session = null, sessionUsage = null } = first.report;
      const resume = { session: session ?? "", attempt: "r1.1.1", usage: sessionUsage };
      const { report, asked } = await answered((handIn) => [handIn({ terminal: "BLOCKED", summary: "No." })], resume);
      assert.deepEqual([report.claimed, report.failure, report.summary, report.session], ["BLOCKED", null, "No.", session], report.detail);
      assert.ok(asked.includes('"enum":["BUILDER_COMPLETE","BLOCKED"]'));
    });

    it("fails where that answer contradicts the result file", { ignore: !answers }, async () => {
      const run: Turn = { type: "run", command: result({ terminal: "BLOCKED" }) };
      const { report } = await answered((handIn) => [run, handIn(good)]);
      assert.deepEqual([report.claimed, report.failure], ["BLOCKED", "terminal_conflicting"], report.detail);
      const same = await answered((handIn) => [run, handIn({ ...good, terminal: "BLOCKED" })]);
      assert.deepEqual([same.report.claimed, same.report.failure], ["BLOCKED", null], same.report.detail);
    });

    it("falls back to the marker where the model gives no such answer", { ignore: !answers }, async () => {
      const { report } = await answered(() => [say("Done.\n### BUILDER_COMPLETE")]);
      assert.deepEqual([report.claimed, report.failure, report.summary], ["BUILDER_COMPLETE", null, "Done."], report.detail);
    });

    it("holds nobody to a schema who was not told to", { ignore: !answers }, async () => {
      const before = bench?.model.asked.length ?? 0;
      await reported(say("### BUILDER_COMPLETE"));
      assert.ok(!JSON.stringify(bench?.model.asked[before]).includes('"enum":["BUILDER_COMPLETE","BLOCKED"]'));
    });

    it("takes no terminal from the output of a command", async () => {
      const { claimed, failure } = await reported({ type: "run", command: "echo '### BUILDER_COMPLETE'" }, say("I ran it."));
      assert.deepEqual([claimed, failure], [null, "terminal_missing"]);
    });

    for (const [name, turn, failure] of [
      ["a request that is wrong", { type: "status", status: 400 }, "model_error"],
      ["a key that is refused", { type: "status", status: 401 }, "auth"],
      ["a bill that is not paid", { type: "status", status: 402 }, "billing"],
      ["an access that is forbidden", { type: "status", status: 403 }, "auth"],
      ["too many requests", { type: "status", status: 429 }, "rate_limit"],
      [
        "a quota that is used up",
        {
          type: "status",
          status: 429,
          error: { code: "insufficient_quota", type: "insufficient_quota", message: "You exceeded your current quota" },
        },
        "billing",
      ],
      ["a service that is broken", { type: "status", status: 500 }, "transport"],
      ["a service that is away", { type: "status", status: 503 }, "transport"],
      ["a service that is not there", { type: "away" }, "transport"],
      ["a connection that is cut", { type: "cut" }, "transport"],
      ["a model that falls silent", { type: "stall" }, silent],
      ["a model that refuses", { type: "refuse", text: "I cannot help with that." }, refuses],
    ] as const) {
      // What these two are called differs: it is told in the case, not in its name.
      const own = turn.type === "stall" || turn.type === "refuse";
      it(`calls ${name} ${own ? "by its name" : failure}`, async () => {
        const limits = {
          timeoutSeconds: turn.type === "stall" || turn.type === "away" ? 8 : 30,
          graceSeconds: 1,
          outputBytes: 1024 * 1024,
        };
        const report = await rig.report(rig.stage({ ...(await meets(turn)), limits }));
        assert.deepEqual([report.claimed, report.failure], [null, failure], report.detail);
        assert.notEqual(report.detail, "");
      });
    }

    const limits = { timeoutSeconds: 30, graceSeconds: 1, outputBytes: 1024 * 1024 };
    const cutBy = async (own: Partial<StageLimits>, turns: Turn[], more: Partial<StageRunRequest> = {}) => {
      const before = bench?.model.asked.length ?? 0;
      const report = await rig.report(rig.stage({ ...(await meets(...turns)), ...more, limits: { ...limits, ...own } }));
      assert.equal(rig.alive(), 0);
      return { report, asked: (bench?.model.asked.length ?? 0) - before };
    };

    /** A model that answers at once, as no real one does, may be asked twice more before the signal is there. */
    const soonAfter = (limit: number, asked: number): void => assert.ok(asked >= limit && asked <= limit + 2, `${asked} requests`);

    it("F9: is ended when the agent goes round in circles, at the limit", async () => {
      const same = await cutBy({ repeats: 4 }, [{ type: "run", command: "true" }]);
      assert.deepEqual([same.report.claimed, same.report.failure], [null, "repeat"], same.report.detail);
      assert.match(same.report.detail, /4 times in a row.*true/);
      soonAfter(4, same.asked);
      const turns: Turn[] = Array.from({ length: 40 }, (_, n) => ({ type: "run", command: n % 2 === 0 ? "true" : "date +%Y" }));
      const inTurn = await cutBy({ repeats: 3 }, turns);
      assert.equal(inTurn.report.failure, "repeat", inTurn.report.detail);
      soonAfter(6, inTurn.asked);
    });

    const spends = async (): Promise<void> => {
      const turns: Turn[] = Array.from({ length: 40 }, (_, n) => ({ type: "run", command: `echo ${n}` }));
      const tokens = await cutBy({ tokens: 400 }, turns);
      assert.deepEqual([tokens.report.claimed, tokens.report.failure], [null, "token_limit"], tokens.report.detail);
      soonAfter(4, tokens.asked);
      const price = { inputPerMillion: 10_000, cachedPerMillion: 0, outputPerMillion: 0 };
      const money = await cutBy({ costUsd: 2.9 }, turns, { price });
      assert.equal(money.report.failure, "cost_limit", money.report.detail);
      soonAfter(5, money.asked);
    };
    if (live) it("is ended when it has used its tokens or its money, at the limit", spends);

    it("is ended when it says nothing for too long", async () => {
      const { report } = await cutBy({ stallSeconds: 4, timeoutSeconds: 60 }, [{ type: "run", command: "sleep 300" }]);
      assert.deepEqual([report.claimed, report.failure], [null, "stall"], report.detail);
      assert.ok(report.millis < 20_000, `${report.millis} ms`);
    });

    it("that dies in the middle of its work is told by how it died", async () => {
      const { report } = await cutBy({}, [{ type: "run", command: "kill -9 $PPID" }]);
      assert.deepEqual([report.claimed, report.failure], [null, dies], report.detail);
    });

    it("that exits without a word is told by its exit code", async () => {
      const changes = await meets(say("### BUILDER_COMPLETE"));
      const report = await rig.report(rig.stage({ ...changes, runner: { name: runner, argv: ["sh", "-c", "exit 3"], model: null } }));
      assert.deepEqual([report.claimed, report.failure, report.exit], [null, "exit_nonzero", 3], report.detail);
    });

    it("is understood when something else writes between its events", async () => {
      const { runner: told, ...changes } = await meets({ type: "run", command: "true" }, say("Done.\n### BUILDER_COMPLETE"));
      const stray = 'echo stray words; echo "{half"; printf "### BLOCKED\\n[1]\\n"; exec "$0" "$@"';
      const argv = ["sh", "-c", stray, ...(told?.argv ?? [])];
      const report = await rig.report(rig.stage({ ...changes, runner: { name: runner, model: null, ...told, argv } }));
      assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null], report.detail);
    });

    it("cannot be launched without its program, and says which", async () => {
      const changes = await meets(say("### BUILDER_COMPLETE"));
      const report = await rig.report(rig.stage({ ...changes, runner: { name: runner, argv: ["that-is-not-there"], model: null } }));
      assert.equal(report.failure, "spawn_failed");
      assert.match(report.detail, /that-is-not-there/);
    });
  });
}
