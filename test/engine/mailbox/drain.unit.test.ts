import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { drainMailbox } from "../../../src/engine/mailbox/drain.ts";
import { findAnswer, postCommand } from "../../../src/engine/mailbox/post.ts";
import { Bench } from "../effects/support/bench.ts";

/** A workspace in whose mailbox one command waits. */
async function posted(): Promise<{ bench: Bench; name: string }> {
  const bench = await Bench.with();
  const { fs, layout } = bench.context;
  const command = { type: "cancelItem", item: "T1", reason: null } as const;
  const name = postCommand(fs, layout, {
    schema: "millrace.command.v1",
    id: "c1",
    issuedAt: "2026-11-20T10:00:00.000Z",
    actor: "operator",
    command,
  });
  return { bench, name };
}

const drain = ({ fs, context, store, clock }: Bench): Promise<number> =>
  drainMailbox(fs, context.layout, { state: store.state, clock, apply: (command) => store.apply(command) });

describe("drainMailbox()", () => {
  it("carries a command out, leaves its answer, and takes its file away", async () => {
    const { bench, name } = await posted();
    assert.equal(await drain(bench), 1);
    assert.equal(bench.store.state.items.get("T1")?.phase, "cancelled");
    assert.equal(findAnswer(bench.fs, bench.context.layout, name)?.status, "applied");
    assert.deepEqual(bench.fs.list(bench.context.layout.mailboxIncoming), []);
    assert.equal(await drain(bench), 0);
  });

  it("leaves a command or its answer whenever its process dies, and gives the first answer in the end", async () => {
    for (let dies = 1, ended = false; !ended; dies++) {
      const { bench, name } = await posted();
      const { fs } = bench;
      let left = dies;
      fs.plan = () => (--left === 0 ? { kind: "error", code: "EIO" } : undefined);
      ended = await drain(bench).then(
        () => left > 0,
        () => false,
      );
      fs.plan = undefined;
      const waits = fs.list(bench.context.layout.mailboxIncoming).includes(name);
      assert.ok(waits || findAnswer(fs, bench.context.layout, name) !== null, `nothing is left after failing operation ${dies}`);
      if (bench.store.state.items.get("T1")?.phase !== "cancelled") continue;
      const { seq } = bench.store.state;
      await drain(bench);
      const answer = findAnswer(fs, bench.context.layout, name);
      assert.deepEqual([answer?.status, bench.store.state.seq], ["applied", seq]);
    }
  });
});

describe("drainMailbox(), letters of millrace 0.5", () => {
  const letter = (id: string, command: string, payload: object = {}, at = "2025-11-08T08:10:00Z") =>
    JSON.stringify({ command_id: id, issued_at: at, command, payload, issuer: "cli" });

  it("are carried out in order of issue, and once for each id, with receipts as that version wrote them", async () => {
    const bench = await Bench.with();
    const { fs, layout } = bench.context;
    fs.makeDirectory(layout.mailboxIncoming);
    const post = (name: string, text: string): void => fs.write(`${layout.mailboxIncoming}/${name}.json`, text);
    post("20251108T081000000000Z__add_task", letter("a1", "add_task", { title: "Count the stock", body: "All of it.", spec_id: "SPEC-1" }));
    post("a-resume", letter("r1", "resume", {}, "2025-11-08T08:12:00Z"));
    post("b-pause", letter("p1", "pause", {}, "2025-11-08T08:11:00Z"));
    post("c-order", letter("o1", "queue_reorder", { task_ids: ["count-the-stock"] }, "2025-11-08T08:13:00Z"));
    post("d-again", letter("a1", "add_task", { title: "Count the stock" }, "2025-11-08T08:14:00Z"));
    assert.equal(await drain(bench), 5);
    const { state } = bench.store;
    const item = state.items.get("count-the-stock");
    assert.deepEqual(
      [item?.fields.root, item?.phase, state.pauses.size, state.items.has("count-the-stock-2")],
      ["SPEC-1", "queued", 0, false],
    );
    assert.deepEqual(fs.list(layout.mailboxIncoming), []);
    const receipt = JSON.parse(Buffer.from(fs.read(`${layout.mailboxProcessed}/a-resume.json`)).toString());
    assert.deepEqual([receipt.envelope.command_id, receipt.result.ok, receipt.result.applied], ["r1", true, true]);
  });

  it("that cannot be carried out here go to failed, each with what to do instead", async () => {
    const bench = await Bench.with();
    const { fs, layout } = bench.context;
    fs.makeDirectory(layout.mailboxIncoming);
    const cases: [string, object, RegExp][] = [
      ["set_config", { key: "engine.mode", value: "once" }, /millrace config set/],
      ["add_idea", { file: "/etc/passwd" }, /millrace add-idea FILE/],
      ["add_task", { title: " " }, /title/],
      ["queue_reorder", { task_ids: ["nothing"] }, /No work item "nothing"/],
      ["fly", {}, /no command/],
    ];
    for (const [command, payload] of cases)
      fs.write(`${layout.mailboxIncoming}/${command}.json`, letter(`id-${command}`, command, payload));
    fs.write(`${layout.mailboxIncoming}/undated.json`, JSON.stringify({ command_id: "x", command: "pause" }));
    assert.equal(await drain(bench), cases.length + 1);
    for (const [command, , message] of cases) {
      const { result } = JSON.parse(Buffer.from(fs.read(`${layout.mailboxFailed}/${command}.json`)).toString());
      assert.equal(result.ok, false);
      assert.match(result.message, message);
    }
    assert.ok(fs.list(layout.mailboxFailed).includes("undated.json"));
    assert.equal(bench.store.state.pauses.size, 0);
  });
});
