import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { INLINE_LIMIT, storeBlob } from "../../../src/log/blobs.ts";
import { finishRedactions } from "../../../src/log/redact/finish-redactions.ts";
import { stagedIn } from "../../../src/log/redact/staged.ts";
import { verifyLog } from "../../../src/log/verify-log.ts";
import { CrashError } from "../../support/faulty-fs/crash-error.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { added, clock, created, DIRECTORY, freshDisk, holding, open, read, redact, released, SECRET, write } from "./redact-world.ts";

/** A log of several segments with a blob, a secret in each, and a prompt that holds it. */
async function prepared(seed: number): Promise<{ fs: FaultyFs; prompt: string }> {
  const fs = freshDisk(seed);
  const long = `${SECRET} ${"x".repeat(INLINE_LIMIT)}`;
  await write(fs, [[created], [released(SECRET), released("kept")], [added("a", long)], [released(SECRET)]], 600);
  return { fs, prompt: storeBlob(fs, DIRECTORY, `prompt ${SECRET}`).$blob };
}

const SEQS = [2, 4, 5];

/** What the next owner does, before anybody asks it for anything. */
async function nextOwner(fs: FaultyFs): Promise<void> {
  const { log } = open(fs);
  log.replaceFiles(() => void finishRedactions(fs, DIRECTORY));
  await log.close();
}

describe("a redaction that dies", () => {
  it("leaves a log that reads, announced or not, which the next owner finishes: at every operation of the disk", async () => {
    const trial = await prepared(1);
    const first = trial.fs.operations;
    await redact(trial.fs, { seqs: SEQS, texts: [trial.prompt] });
    const last = trial.fs.operations;
    assert.ok(last - first > 40, `${last - first} operations`);
    let finished = 0;
    for (let index = first + 1; index <= last; index++) {
      for (const dies of ["power", "kill"] as const) {
        const { fs, prompt } = await prepared(1);
        fs.plan = (operation) => (operation.index === index ? { kind: "crash", bytes: Math.floor(operation.bytes / 2) } : undefined);
        await redact(fs, { seqs: SEQS, texts: [prompt] }).catch((error: unknown) => {
          if (!(error instanceof CrashError)) throw error;
        });
        const after = dies === "power" ? fs.crash() : fs.handOver();
        finished += (await settles(after, prompt)) ? 1 : 0;
      }
    }
    assert.ok(finished > 20, `${finished} were announced`);
  });

  it("twice, and once more while it is finished, ends the same", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { fs, prompt } = await prepared(seed);
      let disk = fs;
      for (const portion of [70, 30, 12]) {
        const from = disk.operations;
        disk.plan = (operation) => (operation.index > from + portion + seed ? { kind: "crash", bytes: 0 } : undefined);
        await redact(disk, { seqs: SEQS, texts: [prompt] }).catch((error: unknown) => {
          if (!(error instanceof CrashError)) throw error;
        });
        disk = disk.crash();
      }
      await settles(disk, prompt);
      await redact(disk, { seqs: SEQS, texts: [prompt] });
      assert.deepEqual(holding(disk, SECRET), [], `seed ${seed}`);
    }
  });
});

/** Whether what is found was announced; then nothing of the secret is left after the next owner. */
async function settles(fs: FaultyFs, prompt: string): Promise<boolean> {
  const { end, seen } = read(fs);
  assert.ok(end.kind === "whole" || end.kind === "torn", `it ends ${end.kind}`);
  await nextOwner(fs);
  assert.equal(read(fs).end.kind, "whole");
  assert.equal(stagedIn(fs, DIRECTORY), null);
  assert.deepEqual((await verifyLog({ fs, directory: DIRECTORY, clock })).problems, []);
  const announced = seen.some(({ type }) => type === "log.redacted");
  if (announced) assert.deepEqual(holding(fs, SECRET), []);
  else assert.ok(holding(fs, SECRET).some((path) => path.endsWith(prompt)));
  return announced;
}
