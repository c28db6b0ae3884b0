import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { createWorkspace } from "../../../src/engine/create-workspace.ts";
import { EventTail } from "../../../src/engine/follow/event-tail.ts";
import { type Owned, ownWorkspace } from "../../../src/engine/own-workspace.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";

describe("EventTail.follow()", () => {
  const world = realWorld();
  let root: string;
  let owned: Owned;
  let commands = 0;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "millrace-tail-"));
    await createWorkspace(world, root, "test");
    const owning = ownWorkspace(world, root, "daemon");
    assert.equal(owning.kind, "owned");
    owned = (owning as { owned: Owned }).owned;
  });
  afterEach(async () => {
    await owned.release("test");
    rmSync(root, { recursive: true, force: true });
  });

  function append(count: number): void {
    for (let index = 0; index < count; index++) {
      const id = `c${++commands}`;
      owned.store.apply({ type: "moveRuntime", event: "PAUSED", source: id, reason: null, id, actor: "operator" });
    }
  }

  async function collect(tail: EventTail, after: number, to: number): Promise<number[]> {
    const over = new AbortController();
    const seqs: number[] = [];
    for await (const events of tail.follow(after, over.signal)) {
      seqs.push(...events.map(({ seq }) => seq));
      if ((seqs.at(-1) ?? after) >= to) break;
    }
    return seqs;
  }

  const between = (after: number, to: number): number[] => Array.from({ length: to - after }, (_, index) => after + index + 1);

  it("gives each event once and in order to everybody, wherever they begin and whenever they come", async () => {
    const tail = new EventTail(world, root);
    owned.store.listen(() => tail.hint());
    append(1500);
    const to = owned.store.state.seq + 600;
    const following = [0, 1, 499, 500, 501, 1400].map((after) => collect(tail, after, to));
    while (owned.store.state.seq < to) {
      append(7);
      await world.clock.sleep(1);
      if (owned.store.state.seq % 5 === 0) following.push(collect(tail, owned.store.state.seq, to));
    }
    for (const seqs of await Promise.all(following)) assert.deepEqual(seqs, between((seqs[0] ?? 1) - 1, seqs.at(-1) ?? 0));
  });

  it("begins at a snapshot where one lies before", async () => {
    append(50);
    owned.snapshot();
    append(10);
    const to = owned.store.state.seq;
    assert.deepEqual(await collect(new EventTail(world, root), to - 5, to), between(to - 5, to));
  });

  it("finds what nobody hinted at", async () => {
    const tail = new EventTail(world, root);
    const at = owned.store.state.seq;
    const collecting = collect(tail, at, at + 3);
    await world.clock.sleep(50);
    append(3);
    assert.deepEqual(await collecting, between(at, at + 3));
  });

  it("refuses a place that is not there yet", async () => {
    const { seq } = owned.store.state;
    await assert.rejects(collect(new EventTail(world, root), seq + 1, seq + 2), { code: "api.ahead" });
  });
});
