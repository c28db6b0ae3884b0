import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { GENERATOR, readRecord, recordSentence, simulatorHash } from "./support/record.ts";

const README = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
const AGAIN = "play the long run again: bun run sim --long --workers 2";

describe("record.json", () => {
  it("was written by the simulator that is here", () => {
    const { generator, simulator } = readRecord();
    assert.equal(generator, GENERATOR, `the record is of generator ${generator}; ${AGAIN}`);
    assert.equal(simulator, simulatorHash(), `the simulator has changed since the record was written; ${AGAIN}`);
  });

  it("tells of a run without any divergence", () => {
    const { diverging, scenarios, crashes, seeds } = readRecord();
    assert.equal(diverging, 0);
    assert.equal(seeds[1] - seeds[0] + 1, scenarios);
    assert.ok(crashes > scenarios);
  });

  it("is what the README says", () => {
    const sentence = recordSentence(readRecord());
    assert.ok(README.includes(sentence), `README.md does not say: ${sentence}`);
  });
});
