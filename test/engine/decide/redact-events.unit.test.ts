import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { RedactEvents } from "../../../src/engine/decide/command.ts";
import type { PreparedRedaction } from "../../../src/log/redact/prepare-redaction.ts";
import type { Stub } from "../../../src/log/redact/stub-line.ts";
import { Core } from "../../support/core.ts";
import { addTask, startRun } from "../../support/core-steps.ts";
import { PLAN } from "../../support/shipped-plan.ts";

const HASH = "d".repeat(64);
const stub = (seq: number, more: Partial<Stub> = {}): Stub => ({
  seq,
  type: "item.moved",
  subject: "t",
  run: null,
  hash: HASH,
  bytes: Buffer.from(""),
  sha: "b".repeat(64),
  texts: ["reason"],
  blob: null,
  document: null,
  ...more,
});
const asks = (found: Partial<PreparedRedaction>, files: RedactEvents["files"] = []): RedactEvents => ({
  type: "redactEvents",
  seqs: [],
  texts: [],
  files,
  reason: "why",
  found: { stubs: [], unknown: [], refused: [], policyAt: 0, texts: [], kept: [], ...found },
});

describe("redactEvents()", () => {
  it("announces each event that holds a text, by its exact stub, and nothing for one that holds none", () => {
    const events = new Core().does(asks({ stubs: [stub(3), stub(4, { texts: [] })], texts: [HASH] }));
    assert.deepEqual(
      events.map(({ type, subject, cause, data }) => ({ type, subject, cause, data })),
      [
        {
          type: "log.redacted",
          subject: "log",
          cause: 3,
          data: { seq: 3, hash: HASH, stub: "b".repeat(64), texts: ["reason"], blob: null, document: null, reason: "why" },
        },
        { type: "text.redacted", subject: "log", cause: 0, data: { blob: HASH, reason: "why" } },
      ],
    );
    assert.deepEqual(new Core().does(asks({ stubs: [stub(4, { texts: [] })] })), []);
  });

  it("announces all or nothing: one that is unknown, unreadable or needed refuses all", () => {
    const core = new Core();
    core.refuses(asks({ stubs: [stub(3)], unknown: [99] }), "redact.unknown");
    core.refuses(asks({ stubs: [stub(3)], refused: [{ seq: 4, problem: "x" }] }), "redact.unreadable");
    core.refuses(asks({ stubs: [stub(3)], kept: [HASH] }), "redact.needed");
    core.refuses(asks({ stubs: [stub(3)], policyAt: 3 }), "redact.live-policy");
    core.refuses(asks({ texts: [PLAN] }), "redact.live-plan");
  });

  it("refuses the current document of live work, and takes it once that is finished, which then cannot run again", () => {
    const core = new Core();
    addTask(core, "t");
    const at = core.state.items.get("t")?.documentAt ?? 0;
    const document = { item: "t", revision: "c".repeat(64) };
    const held = stub(at, { type: "item.added", texts: ["document"], document });
    assert.equal(core.refuses(asks({ stubs: [held] }), "redact.live-document").values.phase, "queued");
    core.does(asks({ stubs: [stub(at - 1, { document })] }));
    assert.notEqual(core.state.items.get("t")?.revision, document.revision, "a revision of before is not the current one");
    core.does({ type: "cancelItem", item: "t", reason: null });
    core.does(asks({ stubs: [held] }));
    assert.equal(core.state.items.get("t")?.revision, document.revision);
    assert.equal(core.refuses({ type: "retryItem", item: "t", reset: false, reason: null }, "item.redacted").values.by, core.state.seq);
  });

  it("refuses events of a run that is under way, and leaves its files alone", () => {
    const core = new Core();
    addTask(core, "t");
    const run = startRun(core);
    core.refuses(asks({ stubs: [stub(5, { run })] }), "redact.live-run");
    const file = { path: `millrace-agents/runs/${run}/1.1/stdout.txt`, from: HASH, to: HASH };
    assert.deepEqual(core.does(asks({}, [{ run, ...file }])), []);
    core.does({ type: "cancelItem", item: "t", reason: null });
    const [event] = core.does(asks({}, [{ run, ...file }]));
    assert.deepEqual([event?.type, event?.run, event?.data], ["run.redacted", run, { files: [file], reason: "why" }]);
  });

  it("refuses why a file was not taken in, as long as it is not mended", () => {
    const core = new Core();
    const refusal = { path: "p", kind: "invalid", item: null, problem: "x", fix: "y" } as const;
    core.does({ type: "noteIntake", refused: [refusal], cleared: [] });
    const at = core.state.seq;
    core.refuses(asks({ stubs: [stub(at, { subject: "p" })] }), "redact.live-refusal");
    core.does({ type: "noteIntake", refused: [], cleared: [{ path: "p", reason: "mended" }] });
    assert.equal(core.does(asks({ stubs: [stub(at, { subject: "p" })] })).length, 1);
  });
});
