import assert from "node:assert/strict";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

interface Part {
  type: string;
  event?: { seq: number; type: string; text: string };
  status?: { counts: Record<string, number> };
  attempt?: string;
  stream?: string;
  text?: string;
}

describe("operations that follow", () => {
  let workspace: TestWorkspace;
  let stop: AbortController;
  const parts = (): Part[] =>
    workspace.told.flatMap((one) => (one.type === "part" && one.same !== true ? [one.part as unknown as Part] : []));
  const seqs = (): number[] => parts().flatMap(({ event }) => (event ? [event.seq] : []));
  const notes = (): string[] => workspace.told.flatMap((one) => (one.type === "note" ? [one.text] : []));
  const follow = (name: string, input: Record<string, unknown>) => workspace.perform(name, input, [], stop.signal);

  beforeEach(async () => {
    workspace = testWorkspace();
    stop = new AbortController();
    await workspace.perform("workspace.init");
  });
  afterEach(() => workspace.remove());

  it("log.events --follow tells the tail and then every new event once, until it is interrupted", async () => {
    await workspace.perform("task.add", { title: "first", id: "first" });
    const following = follow("log.events", { follow: true, tail: 2 });
    await until(() => seqs().length === 2);
    for (const id of ["a", "b", "c"]) await workspace.perform("task.add", { title: id, id });
    const { asOf } = (await workspace.perform("log.events", { tail: 1 })) as unknown as { asOf: number };
    await until(() => seqs().at(-1) === asOf);
    stop.abort();
    const result = await following;
    assert.equal(result.exit, 130);
    const first = seqs()[0] ?? 0;
    assert.deepEqual(
      seqs(),
      Array.from({ length: asOf - first + 1 }, (_, index) => first + index),
    );
  });

  it("log.events --follow begins anywhere and keeps to its filter", async () => {
    const following = follow("log.events", { follow: true, tail: 1, type: ["workspace", "item"], since: "0" });
    await until(() => parts().length === 1);
    for (const id of ["a", "b"]) await workspace.perform("task.add", { title: id, id });
    await until(() => parts().length === 3);
    stop.abort();
    await following;
    assert.deepEqual(
      parts().map(({ event }) => event?.type),
      ["workspace.created", "item.added", "item.added"],
    );
  });

  it("log.events --follow goes on in the log that a repair puts there, and says so", async () => {
    await workspace.perform("task.add", { title: "a", id: "a" });
    const following = follow("log.events", { follow: true, tail: 1 });
    await until(() => seqs().length === 1);
    const directory = join(workspace.root, "millrace-agents/log");
    const segment = join(directory, readdirSync(directory).filter((name) => name.endsWith(".jsonl"))[0] ?? "");
    const bytes = readFileSync(segment);
    await workspace.perform("task.add", { title: "b", id: "b" });
    await until(() => seqs().length > 1);
    // A line that later ones call durable loses a bit.
    const all = readFileSync(segment);
    all[bytes.length - 200] = (all[bytes.length - 200] ?? 0) ^ 1;
    writeFileSync(`${segment}.new`, all);
    renameSync(`${segment}.new`, segment);
    await workspace.perform("log.repair", { apply: true });
    await workspace.perform("task.add", { title: "c", id: "c" });
    await until(() => parts().some(({ event }) => event?.type === "item.added" && event.text.includes('"c"')), 5000);
    stop.abort();
    await following;
    assert.ok(
      notes().some((note) => /^The log was replaced: it now goes on after event \d+$/.test(note)),
      notes().join("\n"),
    );
  });

  it("runs.tail --follow gives all output of a run under way, attempt after attempt, and ends with the run", async () => {
    const task = { title: "Talk", id: "talk", run: ["for i in 1 2 3; do echo line $i; sleep 0.3; done"], checks: ["true"] };
    await workspace.perform("task.add", task);
    const working = workspace.perform("runtime.start", { once: true });
    await until(async () => ((await workspace.perform("runs.list")).runs as unknown[]).length > 0);
    const run = ((await workspace.perform("runs.list")).runs as { id: string }[])[0]?.id ?? "";
    await until(() => {
      try {
        return readdirSync(join(workspace.root, "millrace-agents/runs", run)).includes("1.1");
      } catch {
        return false;
      }
    });
    const result = await follow("runs.tail", { run, follow: true });
    await working;
    assert.deepEqual([result.exit, result.interrupted], [0, false]);
    const stdout = parts().filter(({ attempt, stream }) => attempt === "1.1" && stream === "stdout");
    assert.match(stdout.map(({ text }) => text).join(""), /line 1\nline 2\nline 3\n/);
    assert.ok(stdout.length > 1, "it came in pieces");

    workspace.told.length = 0;
    const after = await follow("runs.tail", { run, follow: true, lines: 1 });
    assert.equal(after.exit, 0);
    assert.equal(parts()[0]?.attempt, "1.1", "the newest attempt that has output, not the newest of all");
  });

  it("status --watch tells each change once", async () => {
    const watching = follow("status", { watch: true, interval: 1 });
    await until(() => parts().length === 1);
    await workspace.perform("task.add", { title: "a", id: "a" });
    await until(() => parts().length === 2);
    stop.abort();
    const result = await watching;
    assert.deepEqual([result.exit, result.interrupted], [130, true]);
    assert.deepEqual(
      parts().map(({ status }) => status?.counts.queued),
      [0, 1],
    );
  });
});

async function until(holds: () => boolean | Promise<boolean>, millis = 4000): Promise<void> {
  const end = performance.now() + millis;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("It did not come true in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
