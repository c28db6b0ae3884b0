import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { spread } from "../../../src/engine/decide/spread.ts";

describe("spread()", () => {
  const cases: [string, Parameters<typeof spread>[0], number[]][] = [
    ["an empty row ends at the top", { orders: [], at: 0, count: 2, top: 10 }, [9, 10]],
    ["before the first, one apart", { orders: [5, 6], at: 0, count: 2, top: 10 }, [3, 4, 5, 6]],
    ["behind the last, one apart, up to the top", { orders: [5, 6], at: 2, count: 2, top: 10 }, [5, 6, 9, 10]],
    ["behind the last, where the top is near", { orders: [9], at: 1, count: 2, top: 10 }, [9, 9.5, 10]],
    ["between two, evenly", { orders: [1, 4], at: 1, count: 2, top: 10 }, [1, 2, 3, 4]],
    ["nothing at all", { orders: [1, 2], at: 1, count: 0, top: 10 }, [1, 2]],
  ];
  for (const [title, row, expected] of cases) it(`gives orders: ${title}`, () => assert.deepEqual(spread(row), expected));

  it("takes the closest step that it allows, and spreads those around anew below it", () => {
    const near = 2 ** -20;
    assert.deepEqual(spread({ orders: [1, 1 + 2 * near], at: 1, count: 1, top: 9 }), [1, 1 + near, 1 + 2 * near]);
    const anew = spread({ orders: [0, 1, 1 + near, 2, 3], at: 2, count: 1, top: 9 });
    assert.deepEqual(anew, [0, 0.5, 1, 1.5, 2, 3]);
  });

  it("spreads roomily, reaching further until there is room", () => {
    const tiny = 2 ** -12;
    const orders = [0, 1, 1 + tiny, 1 + 1.0001 * tiny, 1 + 2 * tiny, 2, 3];
    const spreaded = spread({ orders, at: 3, count: 1, top: 9 });
    const gaps = spreaded.slice(1).map((order, index) => order - (spreaded[index] ?? 0));
    assert.ok(Math.min(...gaps) >= 2 ** -10, gaps.join());
    assert.deepEqual([spreaded[0], spreaded.at(-1)], [0, 3]);
  });

  it("always rises, never above the top, and leaves those far from the place where they are", () => {
    const row = fc
      .record({
        gaps: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
        count: fc.integer({ min: 1, max: 5 }),
        at: fc.nat(),
        fine: fc.boolean(),
      })
      .map(({ gaps, count, at, fine }) => {
        let order = 0;
        const orders = gaps.map((gap) => {
          order += fine ? gap * 2 ** -19 : gap;
          return order;
        });
        return { orders, count, at: at % (gaps.length + 1), top: Math.ceil(order) + 1 };
      });
    fc.assert(
      fc.property(row, ({ orders, count, at, top }) => {
        const result = spread({ orders, at, count, top });
        assert.equal(result.length, orders.length + count);
        for (let index = 1; index < result.length; index++) assert.ok((result[index] ?? 0) > (result[index - 1] ?? 0), result.join());
        assert.ok((result.at(-1) ?? 0) <= top);
        const stayed = [...result.slice(0, at), ...result.slice(at + count)];
        const moved = stayed.flatMap((order, index) => (order === orders[index] ? [] : [index]));
        if (moved.length > 0) assert.ok(Math.min(...moved) >= at - 32 && Math.max(...moved) < at + 32);
      }),
    );
  });

  it("can be repeated at one place without end", () => {
    let orders = [1, 2, 3];
    for (let round = 0; round < 200; round++) {
      orders = spread({ orders, at: 1, count: 1, top: 300 });
      for (let index = 1; index < orders.length; index++) assert.ok((orders[index] ?? 0) > (orders[index - 1] ?? 0));
    }
  });
});
