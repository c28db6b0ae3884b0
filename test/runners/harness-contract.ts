import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { FailureClass } from "../../src/runners/contract/failure-class.ts";
import type { StageRunRequest } from "../../src/runners/contract/stage-run-request.ts";
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
}

const say = (text: string): Turn => ({ type: "say", text });
const result = (value: object): string =>
  `printf '%s' '${JSON.stringify({ schema: "millrace.stage-result.v1", ...value })}' > "$MILLRACE_RESULT"`;

/** What every harness has to hold beside the contract of all runners, each with its real program. */
export function harnessContract({ name: runner, open, usage: expected, silent, refuses }: HarnessUnderContract): void {
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
      assert.ok(asked.includes('"scripted-model"') && asked.includes('"low"'));
    });

    it("fails on none, on an illegal and on contradictory terminals", async () => {
      const failureOf = async (...turns: Turn[]) => (await reported(...turns)).failure;
      assert.equal(await failureOf(say("I am done: BUILDER_COMPLETE")), "terminal_missing");
      assert.equal(await failureOf(say("### CHECKER_PASS")), "terminal_illegal");
      const leave = result({ terminal: "BLOCKED" });
      assert.equal(await failureOf({ type: "run", command: leave }, say("### BUILDER_COMPLETE")), "terminal_conflicting");
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
      it(`calls ${name} ${failure}`, async () => {
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

    it("cannot be launched without its program, and says which", async () => {
      const changes = await meets(say("### BUILDER_COMPLETE"));
      const report = await rig.report(rig.stage({ ...changes, runner: { name: runner, argv: ["that-is-not-there"], model: null } }));
      assert.equal(report.failure, "spawn_failed");
      assert.match(report.detail, /that-is-not-there/);
    });
  });
}
