import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { isTakenOut, stubData } from "../../../src/log/redact/stub-data.ts";

const LABEL = "[redacted by event 57]";

describe("stubData()", () => {
  it("takes texts out at the given places, and says where; everything else stays", () => {
    const data = { a: "a text that is long enough", n: 1, list: ["one of the many commands", "another of the commands"], kept: "a text" };
    assert.deepEqual(stubData(data, ["a", "list.*", "absent"], LABEL), {
      data: { a: LABEL, n: 1, list: [LABEL, LABEL], kept: "a text" },
      texts: ["a", "list.0", "list.1"],
    });
  });

  it("takes out every text below a place, at any depth, and no number or name of a member", () => {
    const data = { values: { deep: [{ problem: "something that went wrong", line: 3 }], ok: true } };
    assert.deepEqual(stubData(data, ["values.*.**"], LABEL).data, { values: { deep: [{ problem: LABEL, line: 3 }], ok: true } });
  });

  it("never needs more bytes than there were, also for texts that JSON escapes", () => {
    for (const text of ["", "x", "twelve bytes", "é", '"\\"', "a text of more than twenty-two bytes", "\ud800"]) {
      const { data } = stubData({ text }, ["text"], LABEL);
      assert.ok(Buffer.byteLength(JSON.stringify(data)) <= Buffer.byteLength(JSON.stringify({ text })), JSON.stringify(data));
    }
    assert.deepEqual(stubData({ text: "twelve bytes" }, ["text"], LABEL).data, { text: "[redacted]" });
    assert.deepEqual(stubData({ text: "x" }, ["text"], LABEL).data, { text: "*" });
  });

  it("leaves null, and what was taken out before, as it is", () => {
    const data = { reason: null, text: "[redacted by event 12]", other: "***" };
    assert.deepEqual(stubData(data, ["reason", "text", "other"], LABEL), { data, texts: [] });
    assert.ok(isTakenOut("[redacted]"));
    assert.ok(!isTakenOut("[redacted by event 12] and more"));
  });
});
