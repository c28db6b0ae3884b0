import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Usage } from "../../../src/runners/contract/usage.ts";
import { conversationOf } from "../../../src/runners/harness/conversation-of.ts";

const used = (input: number, costUsd: number | null = null): Usage => ({
  input,
  cached: input / 2,
  output: input / 10,
  reasoning: 0,
  costUsd,
});
const heard = (session: string | null, usage: Usage | null) => ({ session, model: "big", usage, spent: null });
const after = (session: string, usage: Usage | null) => ({ resume: { session, attempt: "r1.1.1", usage } });

describe("conversationOf()", () => {
  it("takes what the session had counted before off what it has counted now", () => {
    const { usage, sessionUsage } = conversationOf(after("s1", used(100, 1)), heard("s1", used(300, 2.5)), "session");
    assert.deepEqual([usage, sessionUsage], [used(200, 1.5), used(300, 2.5)]);
  });

  it("takes nothing off for a harness that counts by program, for another session, or where nothing was counted before", () => {
    assert.deepEqual(conversationOf(after("s1", used(100)), heard("s1", used(300)), "attempt").usage, used(300));
    assert.deepEqual(conversationOf(after("s1", used(100)), heard("s2", used(300)), "session").usage, used(300));
    assert.deepEqual(conversationOf(after("s1", null), heard("s1", used(300)), "session").usage, used(300));
    assert.deepEqual(conversationOf({}, heard("s1", null), "session"), { usage: null, session: "s1", model: "big", sessionUsage: null });
  });

  it("sums up the answers of one that was ended before it told its sum", () => {
    const cut = { session: "s1", model: null, usage: null, spent: used(20) };
    assert.deepEqual(conversationOf(after("s1", used(100)), cut, "session"), {
      usage: used(20),
      session: "s1",
      model: null,
      sessionUsage: used(120),
    });
    assert.deepEqual(conversationOf({}, cut, "attempt").usage, used(20));
  });

  it("never gives less than nothing, and no cost where one of both is not known", () => {
    const { usage } = conversationOf(after("s1", used(500, 9)), heard("s1", used(300)), "session");
    assert.deepEqual(usage, used(0));
  });

  it("reckons money by the price that the configuration states, before what the harness tells", () => {
    const price = { inputPerMillion: 10, cachedPerMillion: 1, outputPerMillion: 100 };
    const { usage } = conversationOf({ price }, heard("s1", used(1_000_000, 77)), "attempt");
    assert.equal(usage?.costUsd, 5 + 0.5 + 10);
    assert.equal(conversationOf({ price: null }, heard("s1", used(10, 0.3)), "attempt").usage?.costUsd, 0.3);
  });

  it("makes no session of what could be read as something else on a command line", () => {
    for (const id of ["", "--last", "-", "a b", "a\nb", "$(x)", "../x", "x".repeat(300)])
      assert.equal(conversationOf({}, heard(id, null), "attempt").session, null, id);
    for (const id of ["0199a213-81c0-7800-8aa1-bbab2a035a53", "sess_1.2:3"])
      assert.equal(conversationOf({}, heard(id, null), "attempt").session, id);
  });
});
