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
