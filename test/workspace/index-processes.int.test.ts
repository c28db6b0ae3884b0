import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { afterEach, describe, it } from "@std/testing/bdd";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { evolve } from "../../src/state/evolve.ts";
import { initialState } from "../../src/state/state.ts";
import type { IndexReader } from "../../src/workspace/index/index-reader.ts";
import { openIndex } from "../../src/workspace/index/open-index.ts";
import { readIndex } from "../../src/workspace/index/read-index.ts";
import { type Layout, layoutOf } from "../../src/workspace/layout.ts";

describe("openIndex(), readIndex() in several processes", () => {
  let owner: ChildProcess | null = null;
  let layout: Layout;

  async function startOwner(): Promise<void> {
    const run = "Deno" in globalThis ? ["run", "-A", "--no-check"] : ["run"];
    const child = spawn(process.execPath, [...run, join(import.meta.dirname ?? "", "support/index-owner.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    owner = child;
    const [line] = await once(child.stdout, "data");
    layout = layoutOf(String(line).trim());
  }
  async function kill(): Promise<void> {
    if (owner === null || owner.exitCode !== null || owner.signalCode !== null) return;
    const ended = once(owner, "exit");
    owner.kill("SIGKILL");
    await ended;
  }
  afterEach(async () => {
    await kill();
    fs.rmSync(dirname(layout.root), { recursive: true, force: true });
  });

  const consistent = (reader: IndexReader): number => {
    const items = reader.items();
    assert.equal(items.length, 200);
    for (const { phase, count } of reader.counts()) assert.equal(items.filter((item) => item.phase === phase).length, count);
    assert.equal(Math.max(...items.map(({ changedAt }) => changedAt)), reader.asOf);
    assert.equal(reader.head().seq, reader.asOf);
    return reader.asOf;
  };

  it("gives readers a whole moment or nothing while the owner writes, and an error to neither", async () => {
    await startOwner();
    const seen = new Set<number>();
    const until = Date.now() + 1500;
    let nothing = 0;
    while (Date.now() < until) {
      const asOf = readIndex(diskFs, layout, consistent);
      if (asOf === null) nothing++;
      else seen.add(asOf);
    }
    assert.equal(owner?.exitCode, null);
    assert.ok(seen.size > 0, `nothing was read in ${nothing} attempts`);
  });

  it("is only behind after the owner is killed at any moment, and catches up", async () => {
    for (let round = 0; round < 6; round++) {
      await startOwner();
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 17));
      await kill();
      readIndex(diskFs, layout, consistent);
      const state = initialState();
      const { log } = openLog({ fs: diskFs, directory: layout.log, clock: systemClock, onEvent: (event) => evolve(state, event) });
      const index = openIndex({ fs: diskFs, layout, state, head: log.head });
      assert.equal(readIndex(diskFs, layout, consistentOrRepaired(state.seq)), state.seq);
      assert.ok(fs.existsSync(join(layout.index, "index-1.db")), "it was made anew");
      index.close();
      await log.close();
      if (round < 5) fs.rmSync(dirname(layout.root), { recursive: true, force: true });
    }
  });

  // A torn tail adds `log.repaired`, which changes no item.
  const consistentOrRepaired =
    (seq: number) =>
    (reader: IndexReader): number => {
      assert.equal(reader.items().length, 200);
      assert.equal(reader.asOf, seq);
      return reader.asOf;
    };
});
