import assert from "node:assert/strict";
import type { Spy } from "./spy.ts";

export interface ExpectedCall {
  readonly args?: readonly unknown[];
  readonly self?: unknown;
  /** What the call returned; of a promise, compare the awaited value yourself. */
  readonly returned?: unknown;
  /** The class of what was thrown, and a part of its message. */
  readonly error?: { readonly Class?: new (...args: never[]) => Error; readonly msgIncludes?: string };
}

/** Fails unless the spy was called exactly `count` times. */
export function assertSpyCalls<Args extends unknown[], Returned>(spy: Spy<Args, Returned>, count: number): void {
  assert.equal(spy.calls.length, count, `Expected ${count} calls of the spy, saw ${spy.calls.length}`);
}

/** Fails unless call number `index` (from 0) happened, with what `expected` names. */
export function assertSpyCall<Args extends unknown[], Returned>(
  spy: Spy<Args, Returned>,
  index: number,
  expected: ExpectedCall = {},
): void {
  const call = spy.calls[index];
  assert.ok(call, `Expected a call number ${index} of the spy, saw ${spy.calls.length} calls`);
  if ("args" in expected) assert.deepEqual(call.args, expected.args);
  if ("self" in expected) assert.equal(call.self, expected.self);
  if ("returned" in expected) {
    assert.ok("returned" in call, `Expected call number ${index} to return, but it threw ${String(call.error)}`);
    assert.deepEqual(call.returned, expected.returned);
  }
  if (expected.error) assertThrew(call, index, expected.error);
}

function assertThrew(call: { readonly error?: unknown }, index: number, expected: NonNullable<ExpectedCall["error"]>): void {
  assert.ok("error" in call, `Expected call number ${index} to throw, but it returned`);
  if (expected.Class)
    assert.ok(call.error instanceof expected.Class, `Expected ${expected.Class.name}, but ${String(call.error)} was thrown`);
  const message = call.error instanceof Error ? call.error.message : String(call.error);
  if (expected.msgIncludes !== undefined) assert.ok(message.includes(expected.msgIncludes), `"${message}" lacks "${expected.msgIncludes}"`);
}
