import assert from "node:assert/strict";
import process from "node:process";
import { readSnapshots, writeSnapshots } from "./snapshot/file.ts";
import { serialize } from "./snapshot/serialize.ts";

export { serialize };

export interface SnapshotOptions<Value = unknown> {
  /** The snapshot file: absolute, or relative to the working directory. */
  readonly path: string;
  /** Default: the name of the test. */
  readonly name?: string;
  readonly serializer?: (value: Value) => string;
}

const used = new Map<string, number>();

/**
 * Compares a value with the text kept under `<name> <n>`, n counting the calls of that name from 1.
 * With `UPDATE_SNAPSHOTS=1` in the environment it writes that text and passes; a snapshot that is missing otherwise is a failure.
 */
export function assertSnapshot<Value>(context: { readonly name: string } | undefined, value: Value, options: SnapshotOptions<Value>): void {
  const name = options.name ?? context?.name;
  if (!name) throw new TypeError("Cannot take a snapshot: it has neither a context nor a name");
  const count = (used.get(`${options.path}\n${name}`) ?? 0) + 1;
  used.set(`${options.path}\n${name}`, count);
  const key = `${name} ${count}`;
  const actual = (options.serializer ?? serialize)(value);
  const kept = readSnapshots(options.path);
  if (process.env.UPDATE_SNAPSHOTS === "1") {
    if (kept.get(key) !== actual) writeSnapshots(options.path, kept.set(key, actual));
    return;
  }
  const expected = kept.get(key);
  assert.ok(expected !== undefined, `No snapshot "${key}" in ${options.path}: run with UPDATE_SNAPSHOTS=1 to write it`);
  assert.equal(actual, expected, `Snapshot "${key}" in ${options.path} differs: run with UPDATE_SNAPSHOTS=1 if the change is meant`);
}
