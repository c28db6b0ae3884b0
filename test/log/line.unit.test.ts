import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { GENESIS, hashLine, LINE_END, LINK_BYTES } from "../../src/log/line.ts";
import { encodeLine } from "./log-events.ts";

const envelope = {
  v: 1,
  seq: 7,
  batch: [1, 1] as [number, number],
  time: "2026-11-20T00:00:00.000Z",
  epoch: 2,
  durable: 6,
  type: "item.moved",
  tv: 1,
  crit: true,
  actor: "operator",
  subject: "fix-login",
  run: "r1",
  attempt: "r1.1.1",
  command: "c1",
  cause: 3,
} as const;

describe("LineBuffer and lineBody()", () => {
  it("writes the members in the envelope's order, the hash last, over the previous link and the body", () => {
    const { line, hash } = encodeLine(envelope, '{"a":1}', GENESIS);
    const body =
      '{"v":1,"seq":7,"batch":[1,1],"time":"2026-11-20T00:00:00.000Z","epoch":2,"durable":6,"type":"item.moved","tv":1,"crit":true,' +
      '"actor":"operator","subject":"fix-login","run":"r1","attempt":"r1.1.1","command":"c1","cause":3,"data":{"a":1}';
    assert.equal(
      hash,
      createHash("sha256")
        .update(`${"0".repeat(64)}"}\n${body}`)
        .digest("hex"),
    );
    assert.equal(line, `${body},"hash":"${hash}"}\n`);
  });

  it("leaves out run, attempt and command where there are none", () => {
    const { run: _, attempt: __, command: ___, ...bare } = envelope;
    assert.match(encodeLine(bare, "{}", GENESIS).line, /"subject":"fix-login","cause":3,/);
  });

  it("gives one line of JSON that hashLine() confirms in place, whatever text it carries", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, fc.jsonValue(), (subject, command, data) => {
        const first = encodeLine(envelope, "{}", GENESIS);
        const second = encodeLine({ ...envelope, subject, command }, JSON.stringify(data), first.hash);
        const bytes = Buffer.from(GENESIS + LINE_END + first.line + second.line);
        const start = LINK_BYTES + Buffer.byteLength(first.line);
        assert.equal(bytes.indexOf(10, start), bytes.length - 1);
        assert.equal(hashLine(bytes, LINK_BYTES, start - 1), first.hash);
        assert.equal(hashLine(bytes, start, bytes.length - 1), second.hash);
        assert.deepEqual(JSON.parse(second.line).data, JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});
