import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseOptions } from "./options.ts";

const read = (line: string) => parseOptions(line.split(" ").filter(Boolean));

describe("parseOptions() of the simulator", () => {
  it("has values for all that is not said", () => {
    const options = { seed: null, scenarios: 2000, from: 1, workers: 1, first: false, long: false, resume: false, part: false };
    assert.deepEqual(read(""), { kind: "options", options });
    assert.deepEqual(read("--long --workers 2"), { kind: "options", options: { ...options, scenarios: 100_000, long: true, workers: 2 } });
    assert.deepEqual(read("-- --seed 7"), { kind: "options", options: { ...options, seed: 7 } });
  });

  for (const line of ["--seed x", "--seed 0", "--seed 1.5", "--scenarios -4", "--from=", "--workers 1e3", "--from 9007199254740993"])
    it(`refuses ${line}`, () => {
      const parsed = read(line);
      assert.ok(parsed.kind === "refused" && /^--?[a-z]+|argument/i.test(parsed.problem), JSON.stringify(parsed));
    });

  for (const line of ["--sed 1", "17", "--first=yes", "--resume"])
    it(`does not know what to do with ${line}`, () => {
      assert.equal(read(line).kind, "refused");
    });

  it("names every option in its help", () => {
    const help = read("--help");
    assert.ok(help.kind === "help");
    for (const name of ["seed", "scenarios", "from", "workers", "first", "long", "resume"])
      assert.match(help.text, new RegExp(`--${name}\\b`));
  });
});
