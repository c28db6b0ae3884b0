import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { newRig, type Rig } from "../support/rig.ts";

const result = (value: object) =>
  `cat > "$MILLRACE_RESULT" <<'END'\n${JSON.stringify({ schema: "millrace.stage-result.v1", ...value })}\nEND\n`;

describe("commandAdapter", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());
  const command = (script: string, prompt?: string) =>
    rig.stage({ runner: { name: "command", argv: ["sh", "-c", script], model: null } }, prompt);
  const read = async (script: string) => {
    const { claimed, failure } = await rig.report(command(script));
    return [claimed, failure];
  };

  it("takes the last marker of the output", async () => {
    assert.deepEqual(await read("echo 'work'; echo '### BUILDER_COMPLETE  '; echo 'bye'"), ["BUILDER_COMPLETE", null]);
    assert.deepEqual(await read("echo '### NOTES'; echo '### BLOCKED'"), ["BLOCKED", null]);
  });

  it("does not take a terminal from prose or from standard error", async () => {
    assert.deepEqual(await read("echo 'I report BUILDER_COMPLETE'; echo ' ### BUILDER_COMPLETE'; echo '### BUILDER_COMPLETE' >&2"), [
      null,
      "terminal_missing",
    ]);
  });

  it("fails on illegal and on contradictory terminals", async () => {
    assert.deepEqual(await read("echo '### CHECKER_PASS'"), ["CHECKER_PASS", "terminal_illegal"]);
    assert.deepEqual(await read("echo '### BLOCKED'; echo '### BUILDER_COMPLETE'"), ["BUILDER_COMPLETE", "terminal_conflicting"]);
    assert.deepEqual(await read(`${result({ terminal: "BLOCKED" })} echo '### BUILDER_COMPLETE'`), ["BLOCKED", "terminal_conflicting"]);
    assert.deepEqual(await read(result({ terminal: "EVERYTHING_DONE" })), ["EVERYTHING_DONE", "terminal_illegal"]);
  });

  it("takes a result file although the output has headings", async () => {
    assert.deepEqual(await read(`echo '### SUMMARY'; ${result({ terminal: "BUILDER_COMPLETE" })}`), ["BUILDER_COMPLETE", null]);
  });

  it("fails on a result file that is damaged, of another version, or too large", async () => {
    for (const script of [
      `echo '{' > "$MILLRACE_RESULT"`,
      `echo '{"schema":"millrace.stage-result.v9","terminal":"BLOCKED"}' > "$MILLRACE_RESULT"`,
      `head -c 2000000 /dev/zero > "$MILLRACE_RESULT"`,
      result({ terminal: "not a token" }),
      result({ terminal: "BLOCKED", usage: { input: -1 } }),
    ]) {
      assert.deepEqual(await read(script), [null, "result_invalid"], script);
    }
  });

  it("keeps the failure of the exit code beside what was claimed, with the last words", async () => {
    const report = await rig.report(command(`${result({ terminal: "BUILDER_COMPLETE" })} echo 'engine on fire' >&2; exit 3`));
    assert.deepEqual([report.claimed, report.failure, report.exit], ["BUILDER_COMPLETE", "exit_nonzero", 3]);
    assert.equal(report.detail, "exit code 3: engine on fire");
  });

  it("hands over the contract's variables as absolute paths, and the request as a file", async () => {
    const order = command(
      `cp "$MILLRACE_REQUEST" "$MILLRACE_ATTEMPT_DIR/seen.json"; echo "$MILLRACE_ATTEMPT"; echo "$MILLRACE_WORKSPACE"; ${result({ terminal: "BLOCKED" })}`,
    );
    await rig.report(order);
    assert.equal(rig.read(order, "stdout.txt"), `${order.attempt}\n${rig.root}\n`);
    assert.deepEqual(JSON.parse(rig.read(order, "seen.json")), order.request);
  });

  it("reads nothing but the end of a large output", async () => {
    const script = "echo '### BLOCKED'; head -c 400000 /dev/zero | tr '\\0' x; echo; echo '### BUILDER_COMPLETE'";
    assert.deepEqual(await read(script), ["BUILDER_COMPLETE", null]);
  });

  it("reports usage, summary and artifacts of the result", async () => {
    const usage = { input: 10, cached: 2, output: 3, reasoning: 1, costUsd: 0.5 };
    const order = command(
      `echo hello > "$MILLRACE_ATTEMPT_DIR/plan.md"; ${result({ terminal: "BUILDER_COMPLETE", summary: "ünï", usage, artifacts: ["plan.md"] })}`,
    );
    const report = await rig.report(order);
    assert.deepEqual(report.usage, usage);
    assert.equal(report.summary, "ünï");
    assert.deepEqual(
      report.artifacts.map(({ name }) => name),
      ["result.json", "plan.md"],
    );
  });

  it("fails when a declared artifact is missing, outside, or a link to the outside", async () => {
    fs.writeFileSync(join(rig.root, "secret.txt"), "s");
    const cases: [string, string][] = [
      ["true", "absent.md"],
      ["true", "../../../../../secret.txt"],
      [`ln -s "$MILLRACE_WORKSPACE/secret.txt" "$MILLRACE_ATTEMPT_DIR/link"`, "link"],
      [`ln -s "$MILLRACE_WORKSPACE" "$MILLRACE_ATTEMPT_DIR/dir"`, "dir/secret.txt"],
    ];
    for (const [setup, name] of cases) {
      const report = await rig.report(command(`${setup}; ${result({ terminal: "BUILDER_COMPLETE", artifacts: [name] })}`));
      assert.deepEqual([report.failure, report.artifacts.map((one) => one.name)], ["output_missing", ["result.json"]], name);
    }
  });

  it("does not follow a result file that is a link to the outside", async () => {
    fs.writeFileSync(join(rig.root, "other.json"), JSON.stringify({ schema: "millrace.stage-result.v1", terminal: "BUILDER_COMPLETE" }));
    assert.deepEqual(await read(`ln -s "$MILLRACE_WORKSPACE/other.json" "$MILLRACE_RESULT"`), [null, "terminal_missing"]);
  });

  it("survives output that is not text", async () => {
    assert.deepEqual(await read("head -c 10000 /dev/urandom; printf '\\n### BUILDER_COMPLETE\\n'"), ["BUILDER_COMPLETE", null]);
  });

  it("cannot be launched without a program", async () => {
    const answer = await rig.dispatch.start(rig.stage());
    assert.deepEqual(answer, { type: "failed", detail: 'runner "command" of stage "builder" names no program' });
  });
});
