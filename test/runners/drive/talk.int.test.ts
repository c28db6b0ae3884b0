import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";
import { ownerOf } from "../support/owner-of.ts";
import { eventually, newRig, type Rig } from "../support/rig.ts";

/** What a made-up harness has at hand: it hears line by line, and says what it likes. */
const prelude = `
const say = (value) => process.stdout.write((typeof value === "string" ? value : JSON.stringify(value)) + "\\n");
const answer = (text) => ({ type: "message_end", message: { role: "assistant", model: "m", content: [{ type: "text", text }], stopReason: "stop" } });
const over = () => { say({ type: "agent_end", messages: [] }); };
let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (data) => {
  text += data;
  for (let end = text.indexOf("\\n"); end >= 0; end = text.indexOf("\\n")) {
    const line = JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
    if (line.type === "get_session_stats") say({ id: line.id, type: "response", command: line.type, success: true, data: { tokens: { input: 1, output: 1 } } });
    hear(line);
  }
});
process.stdin.on("end", () => process.exit(0));
`;

/** Programs that speak pi's protocol, each with a fault of its own. Node runs them, which every real pi needs too. */
describe("a step that is talked to", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  const limits = { timeoutSeconds: 20, graceSeconds: 0.5, outputBytes: 4 * 1024 * 1024 };
  const order = (program: string, more: Partial<StageRunRequest["limits"]> = {}, prompt?: string) => {
    const path = join(rig.root, "harness.js");
    fs.writeFileSync(path, `${prelude}\n${program}`);
    return rig.stage({ runner: { name: "pi_rpc", argv: ["node", path], model: null }, limits: { ...limits, ...more } }, prompt);
  };

  it("hears what comes in pieces, with lines that are no JSON in between, and keeps the events in place of the words", async () => {
    const stage = order(`
      const hear = ({ type }) => {
        if (type !== "prompt") return;
        const line = Buffer.from(JSON.stringify(answer("é\\u2028🦀 \\r so\\n### BUILDER_COMPLETE")) + "\\n");
        say("stray words"); say("{half"); say("[1]");
        let at = 0;
        const next = () => { if (at === line.length) return over(); process.stdout.write(line.subarray(at, ++at), () => setImmediate(next)); };
        next();
      };`);
    const report = await rig.report(stage);
    assert.deepEqual([report.claimed, report.failure, report.summary], ["BUILDER_COMPLETE", null, "é\u2028🦀 \r so"]);
    const kept = rig.read(stage, "stdout.txt").trimEnd().split("\n");
    assert.deepEqual(
      kept.map((line) => JSON.parse(line).type),
      ["model", "text", "usage", "end"],
    );
    assert.match(rig.read(stage, "protocol.txt"), /^> .*"get_state"[\s\S]*^< stray words$/m);
  });

  it("hands over a prompt of 1 MB to a harness that reads slowly", async () => {
    const prompt = `${"ä🦀".repeat(175_000)}\n`;
    const stage = order(
      `process.stdin.pause(); setTimeout(() => process.stdin.resume(), 700);
       const hear = (line) => { if (line.type === "prompt") { say(answer(line.message.length + "\\n### BUILDER_COMPLETE")); over(); } };`,
      {},
      prompt,
    );
    const report = await rig.report(stage);
    assert.deepEqual([report.claimed, report.summary], ["BUILDER_COMPLETE", String(prompt.length)]);
  });

  it("ends a harness that never reads what it is told, at the stage's time", async () => {
    const stage = order("process.stdin.pause(); setInterval(() => undefined, 1000);", { timeoutSeconds: 1 }, "x".repeat(1_000_000));
    const report = await rig.report(stage);
    assert.equal(report.failure, "timeout");
    assert.equal(rig.alive(), 0);
  });

  it("gives up a harness that asks and asks and reads no answer", async () => {
    const stage = order(
      `process.stdin.pause();
       const ask = JSON.stringify({ type: "extension_ui_request", id: "x".repeat(100_000), method: "confirm" }) + "\\n";
       const next = () => process.stdout.write(ask, next);
       next();`,
    );
    const report = await rig.report(stage);
    assert.deepEqual([report.failure, /does not read/.test(report.detail)], ["transport", true], report.detail);
    assert.equal(rig.alive(), 0);
  });

  it("holds back a harness that writes faster than it is heard, in bounded memory, and drops its partial updates", async () => {
    const stage = order(`
      const hear = ({ type }) => {
        if (type !== "prompt") return;
        const noise = JSON.stringify({ type: "message_update", message: "y".repeat(1_000_000) }) + "\\n";
        let left = 300;
        const next = () => { if (left-- > 0) return process.stdout.write(noise, next); say(answer("### BUILDER_COMPLETE")); over(); };
        next();
      };`);
    const started = await rig.dispatch.start(stage);
    assert.ok(started.type === "started");
    let most = 0;
    const looking = setInterval(() => {
      most = Math.max(most, residentMegabytes(started.identity.pid));
    }, 20);
    const end = await rig.dispatch.ended(stage);
    clearInterval(looking);
    assert.ok(end.type === "ended" && end.report.claimed === "BUILDER_COMPLETE");
    assert.ok(end.report.outputBytes < 10_000, `${end.report.outputBytes} bytes kept`);
    assert.ok(most > 10 && most < 150, `${most} MB`);
  });

  it("ends a flood of events at the limit of the output", async () => {
    const stage = order(`const hear = ({ type }) => {
      if (type === "prompt") { const next = () => process.stdout.write(JSON.stringify(answer("z".repeat(50_000))) + "\\n", next); next(); }
    };`);
    const report = await rig.report(stage);
    assert.equal(report.failure, "output_limit");
    assert.ok(report.outputBytes <= limits.outputBytes);
    assert.equal(rig.alive(), 0);
  });

  it("goes on after a line that is too long to be kept, also when it is the one that ends the turn", async () => {
    const stage = order(`const hear = ({ type }) => {
      if (type !== "prompt") return;
      say(answer("### BUILDER_COMPLETE"));
      say({ type: "agent_end", messages: ["m".repeat(20_000_000)] });
    };`);
    const report = await rig.report(stage);
    assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null], report.detail);
  });

  it("says that a harness died in the middle of the talk, by its exit code and last words", async () => {
    const stage = order('const hear = ({ type }) => { if (type === "prompt") { console.error("out of memory"); process.exit(9); } };');
    const report = await rig.report(stage);
    assert.equal(report.failure, "exit_nonzero");
    assert.match(report.detail, /9[\s\S]*out of memory/);
  });

  it("takes an end without a word for a broken connection", async () => {
    const report = await rig.report(order('const hear = ({ type }) => { if (type === "prompt") process.exit(0); };'));
    assert.equal(report.failure, "transport");
  });

  it("ends a harness that stays when the talk is over, and does not hold that against it", async () => {
    const stage = order(`
      process.stdin.removeAllListeners("end"); setInterval(() => undefined, 1000);
      const hear = ({ type }) => { if (type === "prompt") { say(answer("### BUILDER_COMPLETE")); over(); } };`);
    const report = await rig.report(stage);
    assert.deepEqual([report.claimed, report.failure, report.signal], ["BUILDER_COMPLETE", null, "SIGTERM"]);
    assert.equal(rig.alive(), 0);
  });

  it("asks a harness to end its turn before it gets a signal", async () => {
    const stage = order(
      `const hear = ({ type }) => { if (type === "abort") { require("node:fs").writeFileSync("aborted", ""); say({ type: "response", command: "abort", success: true }); } };`,
      { timeoutSeconds: 1 },
    );
    const report = await rig.report(stage);
    assert.equal(report.failure, "timeout");
    assert.ok(fs.existsSync(join(rig.root, "aborted")));
    assert.match(rig.read(stage, "stdout.txt"), /"usage"/);
  });

  it("keeps what was said bounded and without secrets", async () => {
    const stage = order(`const hear = ({ type }) => {
      if (type !== "prompt") return;
      for (let n = 0; n < 500; n++) say({ type: "turn_start", n, with: process.env.MY_API_KEY + "w".repeat(10_000) });
      say(answer("### BUILDER_COMPLETE")); over();
    };`);
    stage.request.env.set.MY_API_KEY = "sesame-open-now";
    assert.equal((await rig.report(stage)).claimed, "BUILDER_COMPLETE");
    const [now, earlier] = ["protocol.txt", "protocol.earlier.txt"].map((name) => rig.read(stage, name));
    assert.ok((now ?? "").length <= 1_100_000 && (earlier ?? "").length <= 1_100_000);
    assert.match(now ?? "", /get_session_stats/);
    assert.equal(`${now}${earlier}`.includes("sesame-open-now"), false);
  });

  it("lives on when its owner is killed, and is adopted by the next", async () => {
    const stage = order(`const hear = ({ type }) => {
      if (type === "prompt") setTimeout(() => { say(answer("### BUILDER_COMPLETE")); over(); }, 1500);
    };`);
    const { owner } = await ownerOf(rig, stage, "cold");
    assert.ok(await eventually(() => rig.exists(stage, "protocol.txt")));
    owner.kill("SIGKILL");
    const end = await rig.restarted().ended(stage);
    assert.ok(end.type === "ended" && end.report.claimed === "BUILDER_COMPLETE");
  });
});

function residentMegabytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has ended
  }
}
