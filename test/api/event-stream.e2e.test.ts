import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { askSocket, startDaemon } from "../support/e2e/daemon.ts";
import { readStream, serve } from "../support/e2e/served.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

let asked = 0;

/** Pauses and resumes by sources of their own, many in one request. */
async function bustle(workspace: Workspace, count: number): Promise<void> {
  const commands = Array.from({ length: count }, () => ({
    schema: "millrace.command.v1",
    id: `bustle-${++asked}`,
    issuedAt: new Date().toISOString(),
    actor: "operator",
    command: {
      type: "moveRuntime",
      event: asked % 2 === 1 ? "PAUSED" : "RESUMED",
      source: `source-${asked - (asked % 2 === 1 ? 0 : 1)}`,
      reason: null,
    },
  }));
  const { status } = await askSocket(workspace, "POST", "/commands", { commands });
  assert.equal(status, 200);
}

const settled = (seqs: readonly number[], from: number, to: number): void =>
  assert.deepEqual(
    seqs,
    Array.from({ length: to - from }, (_, index) => from + index + 1),
  );

describe("/events as a stream", () => {
  it("gives every event once and in order from any sequence, while events are appended (F18)", () =>
    inWorkspace({}, async (workspace) => {
      const { call, url } = await serve(workspace, ["start", "--daemon", "--port", "0"]);
      const beside = await serve(workspace);
      await bustle(workspace, 1000);
      const end = 3000;
      const streams = Array.from({ length: 20 }, async (_, index) => {
        const from = index * 47;
        await new Promise((resume) => setTimeout(resume, index * 20));
        const at = index % 2 === 0 ? url : beside.url;
        const frames = await readStream(`${at}/events?after=${from}`, (seen) => (seen.at(-1)?.id ?? 0) >= end);
        settled(
          frames.map(({ id }) => id).filter((id) => id <= end),
          from,
          end,
        );
        assert.ok(frames.every(({ id, data }) => data.seq === id));
      });
      const writing = (async () => {
        while ((workspace.events().at(-1)?.seq ?? 0) < end + 10) await bustle(workspace, 100);
      })();
      await Promise.all([...streams, writing]);
      beside.call.child.kill("SIGTERM");
      await workspace.must(["stop"]);
      await Promise.all([call.ended, beside.call.ended]);
    }));

  it("carries on after the last event that a client saw", () =>
    inWorkspace({}, async (workspace) => {
      const { call, url } = await serve(workspace, ["start", "--daemon", "--port", "0"]);
      await bustle(workspace, 20);
      const first = await readStream(`${url}/events?after=0`, (frames) => frames.length >= 10);
      const last = first[9]?.id ?? 0;
      const second = await readStream(`${url}/events?after=0`, (frames) => frames.length >= 5, { "last-event-id": String(last) });
      assert.equal(second[0]?.id, last + 1);
      const only = await readStream(`${url}/events?after=0&type=runtime.moved`, (frames) => frames.length >= 20);
      assert.ok(only.every(({ data }) => data.type === "runtime.moved"));
      await workspace.must(["stop"]);
      await call.ended;
    }));

  it("begins now for who asks for a stream without a place", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const { call, url } = await serve(workspace);
      const before = workspace.events().at(-1)?.seq ?? 0;
      const reading = readStream(`${url}/events`, (frames) => frames.length > 0, { accept: "text/event-stream" });
      await new Promise((resume) => setTimeout(resume, 500));
      await bustle(workspace, 1);
      assert.ok(((await reading)[0]?.id ?? 0) > before);
      call.child.kill("SIGTERM");
      await workspace.must(["stop"]);
      await Promise.all([call.ended, daemon.ended]);
    }));

  it("ends when its server ends", () =>
    inWorkspace({}, async (workspace) => {
      const { call, url } = await serve(workspace, ["start", "--daemon", "--port", "0"]);
      const reading = readStream(`${url}/events?after=0`, () => false).catch(() => []);
      await new Promise((resume) => setTimeout(resume, 300));
      const stopping = performance.now();
      await workspace.must(["stop"]);
      await Promise.all([call.ended, reading]);
      assert.ok(performance.now() - stopping < 1000, `it took ${performance.now() - stopping} ms`);
    }));
});
