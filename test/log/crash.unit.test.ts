import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { FaultPlan } from "../support/faulty-fs/fault.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import { seededRandom } from "../support/faulty-fs/random.ts";
import { CrashModel } from "./crash-model.ts";

/** More for a long run: MILLRACE_CRASHES=100000. */
const SCENARIOS = Number(process.env.MILLRACE_CRASHES ?? 600);
const PORTION = 200;

function freshDisk(seed: number): FaultyFs {
  const fs = new FaultyFs({ seed });
  fs.makeDirectory("/w");
  fs.syncDirectory("/");
  return fs;
}

describe("openLog() after a crash", () => {
  it("finds every acknowledged batch and nothing that was refused, whichever operation the machine dies in", async () => {
    const steps = 25;
    const trial = freshDisk(1);
    await new CrashModel(seededRandom(1)).live(trial, steps);
    assert.ok(trial.operations > 60);
    for (let index = 1; index <= trial.operations; index++) {
      for (const part of [0, 0.5, 1]) {
        const fs = freshDisk(1);
        fs.plan = (operation) => (operation.index === index + 2 ? { kind: "crash", bytes: Math.floor(operation.bytes * part) } : undefined);
        const model = new CrashModel(seededRandom(1));
        await model.live(fs, steps);
        const log = model.open(fs.crash());
        await log.close();
      }
    }
  });

  // In portions, so that each is short enough for the runner's limit on a busy machine.
  for (let first = 1; first <= SCENARIOS; first += PORTION) {
    it(`keeps doing so through many lives, with failing writes and syncs and crashes while it recovers: seeds from ${first}`, async () => {
      for (let seed = first; seed < first + PORTION; seed++) {
        await scenario(seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, { cause: error });
        });
      }
    });
  }
});

async function scenario(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const model = new CrashModel(random);
  let fs = freshDisk(seed);
  for (let life = 0; life < 4; life++) {
    fs.plan = trouble(random, fs.operations);
    const alive = await model.live(fs, 12);
    if (!alive || random() < 0.7) fs = fs.crash();
  }
  fs.plan = undefined;
  const log = model.open(fs);
  await log.close();
}

function trouble(random: ReturnType<typeof seededRandom>, now: number): FaultPlan {
  const crashAt = random() < 0.6 ? now + 1 + Math.floor(random() * 80) : 0;
  const rate = random() < 0.5 ? 0 : random() * 0.1;
  const codes = ["ENOSPC", "EIO", "EROFS"];
  return ({ index, name, bytes }) => {
    // A log that cannot be read is none that crashed: whoever opens it is told.
    if (name === "read") return undefined;
    if (index === crashAt) return { kind: "crash", bytes: Math.floor(random() * (bytes + 1)) };
    if (random() >= rate) return undefined;
    if (bytes > 0 && random() < 0.5) return { kind: "short", bytes: Math.floor(random() * (bytes + 1)) };
    return { kind: "error", code: codes[Math.floor(random() * codes.length)] ?? "EIO" };
  };
}
