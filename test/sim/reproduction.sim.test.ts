import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { sha256 } from "../../src/kernel/sha256.ts";
import { layoutOf } from "../../src/workspace/layout.ts";
import { optionsOf } from "./support/options.ts";
import { Scenario } from "./support/scenario.ts";

/** Everything on the log's part of the disk after a scenario, and what happened to it. */
async function played(seed: number): Promise<string> {
  const scenario = new Scenario(optionsOf(seed));
  await scenario.play();
  const { disk, root, machine } = scenario;
  const { faults, crashes, worker } = machine;
  const log = layoutOf(root).log;
  const bytes = (path: string): string[] => {
    if (disk.facts(path)?.kind !== "directory") return [`${path} ${sha256(disk.read(path))}`];
    return disk
      .list(path)
      .sort()
      .flatMap((name) => bytes(`${path}/${name}`));
  };
  return JSON.stringify({ log: bytes(log), faults, crashes, attempts: [...worker.launches] }, null, 1);
}

describe("Scenario", () => {
  it("is the same to the last byte of its log when its seed is played again", async () => {
    for (let seed = 1; seed <= 12; seed++) assert.equal(await played(seed), await played(seed), `seed ${seed}`);
  });

  it("is another one for another seed", async () => {
    assert.notEqual(await played(1), await played(2));
  });
});
