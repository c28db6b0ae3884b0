import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";
import { assertSpyCall, assertSpyCalls, MockError, spy, stub } from "@std/testing/mock";
import { assertSnapshot, serialize } from "@std/testing/snapshot";
import { FakeTime } from "@std/testing/time";

describe("bdd", () => {
  const order: string[] = [];
  beforeAll(async () => {
    await Promise.resolve();
    order.push("beforeAll");
  });
  beforeEach(() => void order.push("beforeEach"));
  afterEach(() => void order.push("afterEach"));

  it("beforeAll() and beforeEach() run before the first test", () => {
    assert.deepEqual(order, ["beforeAll", "beforeEach"]);
  });
  it("afterEach() ran between the tests", () => {
    assert.deepEqual(order.slice(1), ["beforeEach", "afterEach", "beforeEach"]);
  });
  it("it() hands the test its name", (context) => {
    assert.match(context.name, /it\(\) hands the test its name$/);
  });
  describe("within a suite", () => {
    beforeEach(() => void order.push("inner"));
    it("describe() nests, and outer hooks come first", () => {
      assert.deepEqual(order.slice(-2), ["beforeEach", "inner"]);
    });
  });
});

describe("bdd: what must not run", () => {
  const ran: string[] = [];
  it.skip("it.skip() does not run its body", () => void ran.push("skip"));
  it.ignore("it.ignore() does not run its body", () => void ran.push("ignore"));
  it("it() with ignore does not run its body", { ignore: true }, () => void ran.push("option"));
  describe.skip("describe.skip()", () => {
    it("does not run its tests", () => void ran.push("suite"));
  });
  afterAll(() => assert.deepEqual(ran, []));
  it("it() runs beside the skipped ones", () => assert.deepEqual(ran, []));
});

describe("spy()", () => {
  it("records arguments, result and receiver", () => {
    const double = spy((value: number) => value * 2);
    const self = {};
    assert.equal(double.call(self, 4), 8);
    assertSpyCalls(double, 1);
    assertSpyCall(double, 0, { args: [4], returned: 8, self });
  });
  it("records what was thrown, and throws it on", () => {
    const fails = spy(() => {
      throw new RangeError("too far");
    });
    assert.throws(() => fails(), RangeError);
    assertSpyCall(fails, 0, { error: { Class: RangeError, msgIncludes: "far" } });
  });
  it("without arguments it is a function that returns nothing", () => {
    const nothing = spy();
    assert.equal(nothing(1, 2), undefined);
    assertSpyCall(nothing, 0, { args: [1, 2], returned: undefined });
  });
  it("of a method calls on, and restore() puts the inherited method back", () => {
    class Counter {
      count = 1;
      add(by: number): number {
        this.count += by;
        return this.count;
      }
    }
    const counter = new Counter();
    const added = spy(counter, "add");
    assert.equal(counter.add(2), 3);
    assertSpyCall(added, 0, { args: [2], returned: 3, self: counter });
    added.restore();
    assert.equal(counter.add, Counter.prototype.add);
    assert.equal(Object.hasOwn(counter, "add"), false);
    assert.throws(() => added.restore(), MockError);
  });
});

describe("stub()", () => {
  it("replaces a method until the end of its scope", () => {
    const world = { greet: (name: string): string => `hello ${name}` };
    {
      using greet = stub(world, "greet", (name) => `bye ${name}`);
      assert.equal(world.greet("Ada"), "bye Ada");
      assertSpyCalls(greet, 1);
    }
    assert.equal(world.greet("Ada"), "hello Ada");
  });
  it("refuses what is replaced already, and what is no method", () => {
    const world = { greet: (): string => "hello", count: 1 };
    using _ = stub(world, "greet");
    assert.throws(() => stub(world, "greet"), /replaced already/);
    assert.throws(() => Reflect.apply(stub, undefined, [world, "count"]), /not a method/);
  });
});

describe("assertSpyCall()", () => {
  it("fails for other arguments, another result, and a call that did not happen", () => {
    const double = spy((value: number) => value * 2);
    double(4);
    assert.throws(() => assertSpyCall(double, 0, { args: [5] }), assert.AssertionError);
    assert.throws(() => assertSpyCall(double, 0, { returned: 9 }), assert.AssertionError);
    assert.throws(() => assertSpyCall(double, 0, { error: { Class: RangeError } }), /it returned/);
    assert.throws(() => assertSpyCall(double, 1), /saw 1 calls/);
    assert.throws(() => assertSpyCalls(double, 2), /Expected 2 calls/);
  });
});

describe("FakeTime", () => {
  it("stands still, and tick() moves Date and the timers in order", () => {
    using time = new FakeTime("2026-01-01T00:00:00Z");
    const seen: string[] = [];
    setTimeout(() => seen.push(`late ${Date.now() - time.start}`), 50);
    setTimeout((word: string) => seen.push(`${word} ${Date.now() - time.start}`), 20, "early");
    const every = setInterval(() => seen.push(`every ${Date.now() - time.start}`), 30);
    assert.equal(new Date().toISOString(), "2026-01-01T00:00:00.000Z");
    time.tick(60);
    clearInterval(every);
    time.tick(100);
    assert.deepEqual(seen, ["early 20", "every 30", "late 50", "every 60"]);
    assert.equal(Date.now(), time.start + 160);
    assert.equal(new Date(0).getTime(), 0);
    assert.ok(new Date() instanceof Date);
  });
  it("runs a timer that a timer set, and not one that was cleared", () => {
    using time = new FakeTime(0);
    const seen: number[] = [];
    setTimeout(() => setTimeout(() => seen.push(time.now), 10), 10);
    clearTimeout(setTimeout(() => seen.push(-1), 5).unref());
    time.now = 25;
    assert.deepEqual(seen, [20]);
    assert.throws(() => time.tick(-1), RangeError);
  });
  it("tickAsync() lets what awaits a timer go on before the next is due", async () => {
    using time = new FakeTime(0);
    const seen: number[] = [];
    const waits = async (): Promise<void> => {
      for (let round = 0; round < 3; round++) {
        await new Promise<void>((done) => setTimeout(done, 10));
        seen.push(Date.now());
      }
    };
    const done = waits();
    await time.tickAsync(30);
    await done;
    assert.deepEqual(seen, [10, 20, 30]);
  });
  it("restore() brings the real ones back, once", () => {
    const before = [Date, setTimeout, clearInterval];
    const time = new FakeTime();
    assert.notEqual(Date, before[0]);
    assert.throws(() => new FakeTime(), /another FakeTime is active/);
    time.restore();
    assert.deepEqual([Date, setTimeout, clearInterval], before);
    assert.throws(() => time.restore(), /restored before/);
  });
});

describe("assertSnapshot()", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-snapshot-"));
  const path = join(folder, "deep", "a.snap");
  const before = process.env.UPDATE_SNAPSHOTS;
  const updating = (on: boolean): void => {
    if (on) process.env.UPDATE_SNAPSHOTS = "1";
    else delete process.env.UPDATE_SNAPSHOTS;
  };
  afterEach(() => updating(before === "1"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("fails for a snapshot that was never written", () => {
    updating(false);
    assert.throws(() => assertSnapshot(undefined, 1, { path, name: "missing" }), /UPDATE_SNAPSHOTS=1/);
  });
  it("writes with UPDATE_SNAPSHOTS=1, reads any text back, and fails for another", () => {
    const text = ["back`tick $", "{x} \\n\nsecond $ line\\"].join("");
    updating(true);
    for (const value of [text, { b: 1, a: text }]) assertSnapshot({ name: "round `trip`" }, value, { path });
    const written = readFileSync(path, "utf8");
    assert.match(written, /^export const snapshot = \{\};\n/);

    updating(false);
    const [copy, other] = [join(folder, "copy.snap"), join(folder, "other.snap")]; // the counters are by path, and begin anew
    for (const to of [copy, other]) copyFileSync(path, to);
    assertSnapshot({ name: "round `trip`" }, text, { path: copy });
    assertSnapshot({ name: "round `trip`" }, { a: text, b: 1 }, { path: copy });
    assert.throws(() => assertSnapshot({ name: "round `trip`" }, `${text}!`, { path: other }), /differs/);
  });
  it("takes a serializer", () => {
    updating(true);
    assertSnapshot({ name: "upper" }, "abc", { path, serializer: (value) => value.toUpperCase() });
    assert.match(readFileSync(path, "utf8"), /ABC/);
  });
});

describe("serialize()", () => {
  it("sorts keys and tells apart what JSON does not", () => {
    const loop: Record<string, unknown> = { z: undefined, a: [1n, -0, Number.NaN, null, "x\n"], "b-c": new Map([["k", new Set([1])]]) };
    loop.self = loop;
    assert.equal(
      serialize(loop),
      [
        "{",
        "  a: [",
        "    1n,",
        "    -0,",
        "    NaN,",
        "    null,",
        '    "x\\n",',
        "  ],",
        '  "b-c": Map {',
        '    "k": Set {',
        "      1,",
        "    },",
        "  },",
        "  self: [Circular],",
        "  z: undefined,",
        "}",
      ].join("\n"),
    );
  });
  it("prints dates, errors, bytes, empty things and a text", () => {
    assert.equal(serialize([]), "[]");
    assert.equal(serialize({}), "{}");
    assert.equal(serialize(new Date(0)), "1970-01-01T00:00:00.000Z");
    assert.equal(serialize(new RangeError("far")), "[RangeError: far]");
    assert.equal(serialize(Uint8Array.of(1, 2)), "Uint8Array [\n  1,\n  2,\n]");
    assert.equal(serialize("two\nlines"), '"two\nlines"');
  });
});
