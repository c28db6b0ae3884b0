import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { Core } from "../support/core.ts";

const move = (event: "STARTED" | "STOPPED" | "PAUSED" | "RESUMED" | "STOP_REQUESTED", source: string | null = null) =>
  ({ type: "moveRuntime", event, source, reason: null }) as const;

describe("moveRuntime()", () => {
  it("pauses until every source has resumed", () => {
    const core = new Core();
    core.does(move("PAUSED", "a"));
    core.does(move("PAUSED", "b"));
    core.does(move("RESUMED", "a"));
    assert.equal(core.state.lifecycle, "paused");
    core.does(move("RESUMED", "b"));
    assert.equal(core.state.lifecycle, "running");
  });

  it("puts a pause that stood before the start in force", () => {
    const core = new Core();
    core.does(move("STOPPED"));
    core.does(move("PAUSED", "a"));
    assert.equal(core.state.lifecycle, "stopped");
    core.does(move("STARTED"));
    core.does(move("PAUSED"));
    assert.equal(core.state.lifecycle, "paused");
    core.does(move("RESUMED", "a"));
    assert.equal(core.state.lifecycle, "running");
  });

  it("takes a resume that comes before a start has heeded the pause: it goes on", () => {
    const core = new Core();
    core.does(move("STOPPED"));
    core.does(move("PAUSED", "a"));
    core.does(move("STARTED"));
    core.does(move("RESUMED", "a"));
    assert.deepEqual([core.state.lifecycle, core.state.pauses.size], ["running", 0]);
  });

  it("notes pauses while it is stopping, for the next start", () => {
    const core = new Core();
    core.does(move("STOP_REQUESTED", "op"));
    core.does(move("PAUSED", "a"));
    assert.deepEqual([core.state.lifecycle, [...core.state.pauses.keys()]], ["stopping", ["a"]]);
    core.does(move("RESUMED", "a"));
    assert.deepEqual([core.state.lifecycle, core.state.pauses.size], ["stopping", 0]);
  });

  it("takes a second stop for the first", () => {
    const core = new Core();
    core.does(move("STOP_REQUESTED", "op"));
    assert.deepEqual(core.does({ ...move("STOP_REQUESTED", "op"), now: true }), []);
  });

  it("has nothing to stop where nothing runs", () => {
    const core = new Core();
    core.does(move("STOPPED"));
    core.refuses(move("STOP_REQUESTED", "op"), "runtime.not-running");
  });
});

describe("reload()", () => {
  it("answers what the compile came to, and refuses where nobody compiled", () => {
    const core = new Core();
    assert.deepEqual(core.does({ type: "reload", failure: null }), []);
    core.refuses(
      { type: "reload", failure: { code: "plan.invalid", values: { count: 1, first: "x", fix: "y", problems: [] } } },
      "plan.invalid",
    );
    core.refuses({ type: "reload" }, "runtime.not-running");
  });
});
