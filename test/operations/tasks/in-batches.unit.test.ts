import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inBatches } from "../../../src/operations/tasks/in-batches.ts";

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

describe("inBatches()", () => {
  it("cuts a fast source into full batches and a rest", async () => {
    async function* source() {
      yield* [1, 2, 3, 4, 5];
    }
    assert.deepEqual(await collect(inBatches(source(), { most: 2, quietMillis: 1000 })), [[1, 2], [3, 4], [5]]);
  });

  it("hands over what there is when nothing comes for a while, so that a writer may wait for its answer", async () => {
    let answered: (value: unknown) => void = () => undefined;
    const answer = new Promise((resolve) => {
      answered = resolve;
    });
    async function* source() {
      yield 1;
      await answer;
      yield 2;
    }
    const batches: number[][] = [];
    for await (const batch of inBatches(source(), { most: 10, quietMillis: 5 })) {
      batches.push(batch);
      answered(null);
    }
    assert.deepEqual(batches, [[1], [2]]);
  });

  it("gives nothing for an empty source", async () => {
    async function* source(): AsyncGenerator<number> {
      yield* [];
    }
    assert.deepEqual(await collect(inBatches(source(), { most: 2, quietMillis: 5 })), []);
  });
});
