import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import { type CheckOrder, runChecks } from "../../src/runners/run-checks.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

describe("runChecks()", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  const order = (checks: Record<string, string>, timeoutSeconds = 20): CheckOrder => ({
    run: "r1",
    visit: 2,
    epoch: 1,
    runDirectory: "millrace-agents/runs/r1",
    checks: Object.entries(checks).map(([check, command]) => ({ check, command, timeoutSeconds })),
    graceSeconds: 0.2,
    outputBytes: 100_000,
    env: { allow: [], set: {} },
  });

  it("runs each check and says what passed, with the place of its output", async () => {
    const answer = await runChecks(rig.dispatch, order({ good: "echo fine", bad: "echo broken; exit 2" }));
    assert.ok(answer.type === "done");
    assert.deepEqual(
      answer.results.map(({ millis, outputHash, ...rest }) => rest),
      [
        { check: "good", command: "echo fine", passed: true, exit: 0, timedOut: false, output: "checks/2.c1.1/stdout.txt", failure: null },
        {
          check: "bad",
          command: "echo broken; exit 2",
          passed: false,
          exit: 2,
          timedOut: false,
          output: "checks/2.c2.1/stdout.txt",
          failure: null,
        },
      ],
    );
    assert.equal(fs.readFileSync(join(rig.root, "millrace-agents/runs/r1", answer.results[1]?.output ?? ""), "utf8"), "broken\n");
    assert.equal(answer.results[1]?.outputHash, sha256("broken\n"));
  });

  it("tells a timeout and a flood from a failure", async () => {
    const slowly = order({ slow: "sleep 60" }, 0.3).checks;
    const answer = await runChecks(rig.dispatch, { ...order({}), checks: [...slowly, ...order({ loud: "yes" }).checks] });
    assert.ok(answer.type === "done");
    assert.deepEqual(
      answer.results.map(({ passed, timedOut, failure }) => [passed, timedOut, failure]),
      [
        [false, true, "timeout"],
        [false, false, "output_limit"],
      ],
    );
  });

  it("runs again under a new id after an earlier owner, and ends what that one left running", async () => {
    await rig.dispatch.start({
      ...order({}),
      kind: "check",
      attempt: "r1.2.c1.1",
      directory: "millrace-agents/runs/r1/checks/2.c1.1",
      command: "sleep 300",
      limits: { timeoutSeconds: 99, graceSeconds: 0.1, outputBytes: 9 },
    });
    const answer = await runChecks(rig.restarted(), order({ good: "true" }));
    assert.ok(answer.type === "done");
    assert.equal(answer.results[0]?.output, "checks/2.c1.2/stdout.txt");
    assert.equal(rig.alive(), 0);
  });

  it("runs a check again when its supervisor was lost, and gives up after three", async () => {
    const suicidal = "kill -9 $PPID; sleep 5";
    const answer = await runChecks(
      rig.dispatch,
      order({ once: "if [ -e again ]; then exit 0; fi; touch again; kill -9 $PPID; sleep 5", always: suicidal }),
    );
    assert.ok(answer.type === "done");
    assert.deepEqual(
      answer.results.map(({ passed, failure }) => [passed, failure]),
      [
        [true, null],
        [false, "supervisor_lost"],
      ],
    );
    assert.equal(rig.alive(), 0);
  });

  it("stops the running check when it is aborted", async () => {
    const abort = new AbortController();
    const running = runChecks(rig.dispatch, order({ long: "sleep 300", never: "touch never" }), { signal: abort.signal });
    assert.ok(await eventually(() => systemProc.carrying("MILLRACE_ATTEMPT", "r1.2.c1.1").length > 0));
    abort.abort();
    assert.deepEqual(await running, { type: "interrupted" });
    assert.equal(rig.alive(), 0);
    assert.equal(fs.existsSync(join(rig.root, "never")), false);
  });
});
