import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";
import { newRig, type Rig } from "../support/rig.ts";

/** A made-up agent: `on` holds its answers by method; an answer that is undefined is given later, or never. */
const prelude = `
const write = (value) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...value }) + "\\n");
const update = (value) => write({ method: "session/update", params: { sessionId: "s1", update: value } });
const say = (text) => update({ sessionUpdate: "agent_message_chunk", content: { type: "text", text } });
const hello = { protocolVersion: 1, agentCapabilities: {} };
const on = { initialize: () => hello, "session/new": () => ({ sessionId: "s1" }), "session/prompt": () => { say("Done.\\n### BUILDER_COMPLETE"); return { stopReason: "end_turn" }; } };
let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (data) => {
  text += data;
  for (let end = text.indexOf("\\n"); end >= 0; end = text.indexOf("\\n")) {
    const message = JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
    const answer = on[message.method ?? "answered"]?.(message.params ?? message, message.id);
    if (answer !== undefined && message.id !== undefined) write({ id: message.id, ...(answer.error ? answer : { result: answer }) });
  }
});
process.stdin.on("end", () => process.exit(0));
`;

describe("acp, with agents that are made up", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  const order = (program: string, changes: Partial<StageRunRequest> = {}, runner: Partial<StageRunRequest["runner"]> = {}) => {
    const path = join(rig.root, "agent.js");
    fs.writeFileSync(path, `${prelude}\n${program}`);
    return rig.stage({ runner: { name: "acp", argv: ["node", path], model: null, ...runner }, ...changes });
  };
  const failureOf = async (program: string, changes?: Partial<StageRunRequest>, runner?: Partial<StageRunRequest["runner"]>) => {
    const { claimed, failure, detail } = await rig.report(order(program, changes, runner));
    return [claimed, failure, detail];
  };

  it("takes the terminal of an agent that speaks the protocol", async () => {
    const report = await rig.report(order(""));
    assert.deepEqual([report.claimed, report.failure, report.summary], ["BUILDER_COMPLETE", null, "Done."]);
  });

  it("tells the ways to stop apart", async () => {
    const stopped = (reason: string) => failureOf(`on["session/prompt"] = () => ({ stopReason: "${reason}" });`);
    assert.deepEqual((await stopped("refusal")).slice(0, 2), [null, "refusal"]);
    assert.deepEqual((await stopped("max_tokens")).slice(0, 2), [null, "model_error"]);
    assert.deepEqual((await stopped("max_turn_requests")).slice(0, 2), [null, "model_error"]);
    assert.deepEqual(await stopped("made_up"), [null, "model_error", 'the agent stopped for a reason that is not known here: "made_up"']);
  });

  it("says what keeps an agent from beginning", async () => {
    assert.match(String((await failureOf("hello.protocolVersion = 7;"))[2]), /speaks version 7/);
    const login = `on["session/new"] = () => ({ error: { code: -32000, message: "Authentication required" } });`;
    assert.deepEqual((await failureOf(login)).slice(0, 2), [null, "auth"]);
    const data = `on["session/prompt"] = () => ({ error: { code: -32603, message: "Internal error", data: { details: "API Error: 402 no" } } });`;
    assert.deepEqual((await failureOf(data)).slice(0, 2), [null, "billing"]);
    assert.match(String((await failureOf("", {}, { model: "big" }))[2]), /lets nobody choose the model; "big"/);
  });

  it("goes on with an earlier session: by resume, else by load, whose repetition it does not take for new words", async () => {
    const resume = { session: "earlier", attempt: "r1.1.1", usage: null };
    const asked =
      'const seen = []; for (const name of ["session/new", "session/resume", "session/load"]) { const was = on[name]; on[name] = (params) => { require("node:fs").appendFileSync("opened", name + " " + (params.sessionId ?? "") + "\\n"); return was?.(params) ?? {}; }; }';
    const opened = async (capabilities: string): Promise<string> => {
      fs.rmSync(join(rig.root, "opened"), { force: true });
      const load = `on["session/load"] = () => { say("### BLOCKED"); return {}; };`;
      const report = await rig.report(order(`hello.agentCapabilities = ${capabilities}; ${load} ${asked}`, { resume }));
      assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null], report.detail);
      return fs.readFileSync(join(rig.root, "opened"), "utf8").trim();
    };
    assert.equal(await opened("{ loadSession: true, sessionCapabilities: { resume: {} } }"), "session/resume earlier");
    assert.equal(await opened("{ loadSession: true }"), "session/load earlier");
    assert.equal(await opened("{}"), "session/new");
  });

  it("answers requests for permission by the stage's permission, and serves nothing else", async () => {
    const answers = async (permission: "basic" | "elevated"): Promise<string> => {
      const program = `
        const ask = (id, kind, path) => write({ id, method: "session/request_permission", params: { sessionId: "s1",
          toolCall: { toolCallId: String(id), kind, rawInput: { path }, locations: path ? [{ path }] : [] },
          options: [{ optionId: "yes", kind: "allow_once" }, { optionId: "no", kind: "reject_once" }] } });
        const got = [];
        let turn;
        on["session/prompt"] = (params, id) => { turn = id; ask(101, "edit", process.cwd() + "/a"); ask(102, "edit", "/etc/a"); ask(103, "execute"); write({ id: 104, method: "fs/read_text_file", params: { path: "/etc/passwd" } }); };
        on.answered = ({ id, result, error }) => {
          got.push(error ? error.code : result.outcome.optionId);
          if (got.length === 4) { say(got.join(" ") + "\\n### BUILDER_COMPLETE"); write({ id: turn, result: { stopReason: "end_turn" } }); }
        };`;
      return (await rig.report(order(program, {}, { permission }))).summary;
    };
    assert.equal(await answers("basic"), "yes no no -32601");
    assert.equal(await answers("elevated"), "yes no yes -32601");
  });

  it("asks the agent to cancel its turn before it gets a signal", async () => {
    const program = `on["session/prompt"] = (params, id) => { on["session/cancel"] = ({ sessionId }) => {
      require("node:fs").writeFileSync("cancelled", sessionId); write({ id, result: { stopReason: "cancelled", usage: { inputTokens: 5, outputTokens: 1 } } }); }; };`;
    const stage = order(program, { limits: { timeoutSeconds: 1, graceSeconds: 1, outputBytes: 100_000 } });
    const report = await rig.report(stage);
    assert.equal(report.failure, "timeout");
    assert.equal(fs.readFileSync(join(rig.root, "cancelled"), "utf8"), "s1");
    assert.equal(report.usage?.input, 5);
  });

  it("ends an agent that does not end with its standard input, and holds nothing against it", async () => {
    const report = await rig.report(order('process.stdin.removeAllListeners("end"); setInterval(() => undefined, 1000);'));
    assert.deepEqual([report.claimed, report.failure, report.signal], ["BUILDER_COMPLETE", null, "SIGTERM"]);
    assert.equal(rig.alive(), 0);
  });
});
