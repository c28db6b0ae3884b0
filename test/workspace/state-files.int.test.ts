import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import type { PlanFacts } from "../../src/workspace/state-files/plan-facts.ts";
import { openStateFiles } from "../../src/workspace/state-files/state-files.ts";
import { Story } from "./support/story.ts";

const plan: PlanFacts = {
  text: '{"frozen":"plan"}\n',
  mode: "default_shell",
  executionLoop: "execution.standard",
  planningLoop: "planning.standard",
  learningLoop: null,
  warnings: [{ code: "plan.x", path: "stages.builder", message: "odd" }],
};

describe("StateFiles", () => {
  let story: Story;
  const write = () => openStateFiles({ fs: diskFs, layout: story.layout }).write(story.state, plan);
  const text = (name: string): string => fs.readFileSync(join(story.layout.state, name), "utf8");
  const all = (): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(story.layout.state)
        .sort()
        .map((name) => [name, text(name)]),
    );
  beforeEach(() => {
    story = new Story();
  });
  afterEach(async () => {
    await story.log.close();
    story.end();
  });

  it("write() tells an idle workspace in the older shapes", () => {
    story.add("a");
    story.add("s", "# s\n", "spec");
    assert.equal(write().length, 7);
    assert.equal(text("execution_status.md"), "### IDLE\n");
    assert.equal(text("compiled_plan.json"), plan.text);
    const snapshot = JSON.parse(text("runtime_snapshot.json"));
    assert.deepEqual(
      [snapshot.kind, snapshot.active_stage, snapshot.active_plane, snapshot.queue_depth_execution, snapshot.queue_depth_planning],
      ["runtime_snapshot", null, null, 1, 1],
    );
    assert.deepEqual(JSON.parse(text("compile_diagnostics.json")).warnings, ["plan.x: stages.builder: odd"]);
    assert.deepEqual(JSON.parse(text("recovery_counters.json")).entries, []);
  });

  it("write() tells what is active, planning before execution, and its counters", () => {
    story.add("a");
    story.move("a", "active");
    story.run("a");
    write();
    const keys = ["active_plane", "active_stage", "active_run_id", "active_work_item_kind", "active_work_item_id", "fix_cycle_count"];
    const flat = () => keys.map((key) => JSON.parse(text("runtime_snapshot.json"))[key]);
    assert.deepEqual(flat(), ["execution", "builder", "a-1", "task", "a", 1]);
    assert.equal(text("execution_status.md"), "### BUILDER_RUNNING\n");
    assert.equal(text("planning_status.md"), "### IDLE\n");
    const [entry] = JSON.parse(text("recovery_counters.json")).entries;
    assert.deepEqual([entry.work_item_id, entry.fix_cycle_count, entry.troubleshoot_attempt_count], ["a", 1, 0]);
    story.add("s", "# s\n", "spec");
    story.run("s", "planning");
    write();
    assert.deepEqual(flat().slice(0, 3), ["planning", "builder", "s-1"]);
  });

  it("write() writes only what differs, and makes deleted files anew byte-equal", () => {
    story.add("a");
    const files = openStateFiles({ fs: diskFs, layout: story.layout });
    files.write(story.state, plan);
    assert.deepEqual(files.write(story.state, plan), []);
    assert.deepEqual(write(), []);
    const before = all();
    fs.rmSync(story.layout.state, { recursive: true });
    write();
    assert.deepEqual(all(), before);
    story.move("a", "blocked");
    assert.ok(files.write(story.state, plan).includes("runtime_snapshot.json"));
  });

  it("write() removes a plan that is none", () => {
    write();
    assert.deepEqual(openStateFiles({ fs: diskFs, layout: story.layout }).write(story.state, { ...plan, text: null }), [
      "compiled_plan.json",
    ]);
    assert.equal(fs.existsSync(join(story.layout.state, "compiled_plan.json")), false);
  });
});
