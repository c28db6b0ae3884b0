import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { resumeOf } from "../../../src/engine/decide/resume-of.ts";
import type { FailureClass, Run } from "../../../src/state/run.ts";
import { Core } from "../../support/core.ts";
import { addTask, end, launch, startRun } from "../../support/core-steps.ts";

const session = { id: "s1", attempt: "T1-1.1.1", runner: "codex_cli", usage: null, resumed: false };

function failed(failure: FailureClass, more: { resumed?: boolean; proved?: boolean; interruptions?: number } = {}): Run {
  const core = new Core();
  addTask(core, "T1");
  const run = startRun(core);
  launch(core, run);
  end(core, run, null, { failure: "transport" });
  const known = core.state.runs.get(run);
  assert.ok(known?.failed);
  const last = { ...known.failed, failure, resumed: more.resumed ?? false };
  return { ...known, interruptions: more.interruptions ?? 0, failed: last, session: { ...session, resumed: more.proved ?? false } };
}

describe("resumeOf()", () => {
  it("goes on with the session after what a service, a machine or a stop had done to it", () => {
    for (const failure of ["transport", "rate_limit", "stall", "timeout", "interrupted", "supervisor_lost", "exit_nonzero"] as const)
      assert.equal(resumeOf(failed(failure), "codex_cli", 3)?.id, "s1", failure);
  });

  it("begins anew where the conversation itself is the trouble, and where its program falls in it again", () => {
    for (const failure of ["repeat", "model_error", "output_limit", "session_unknown"] as const)
      assert.equal(resumeOf(failed(failure), "codex_cli", 3), null, failure);
    assert.equal(resumeOf(failed("exit_nonzero", { resumed: true }), "codex_cli", 3), null);
  });

  it("begins anew with another runner, and in a visit that has no session or has not failed", () => {
    assert.equal(resumeOf(failed("stall"), "claude_code", 3), null);
    const { session: _, ...without } = failed("stall");
    assert.equal(resumeOf(without, "codex_cli", 3), null);
    const { failed: __, ...first } = failed("stall");
    assert.equal(resumeOf(first, "codex_cli", 3), null);
  });

  it("tries no session that it does not know to be there where no interruption is left to pay for it", () => {
    assert.equal(resumeOf(failed("stall", { interruptions: 3 }), "codex_cli", 3), null);
    assert.equal(resumeOf(failed("stall", { interruptions: 3, proved: true }), "codex_cli", 3)?.id, "s1");
    assert.equal(resumeOf(failed("stall", { interruptions: 2 }), "codex_cli", 3)?.id, "s1");
  });
});
