import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { paperOf } from "../../../src/cli/text/paper.ts";
import { table } from "../../../src/cli/text/table.ts";

const bare = paperOf({ colour: false, columns: null, now: 0 });

describe("table()", () => {
  it("aligns columns and leaves no space at the end of a line", () => {
    assert.deepEqual(
      table(
        ["id", "title"],
        [
          ["a", "One"],
          ["long-id", ""],
        ],
        bare,
      ),
      ["id       title", "a        One", "long-id"],
    );
  });

  it("pads before it colours, so that colours do not break the columns", () => {
    const paper = paperOf({ colour: true, columns: null, now: 0 });
    const [, row] = table(["phase", "x"], [[{ text: "done", style: paper.green }, "y"]], paper);
    assert.equal(row, "\u001b[32mdone \u001b[39m  y");
  });

  it("cuts the last column at the terminal's width and keeps one line for each row", () => {
    const [, row] = table(["id", "title"], [["a", "one two three four five\nsix"]], { ...bare, columns: 20 });
    assert.equal(row, "a   one two three f…");
    assert.equal(row?.length, 20);
  });

  it("cuts the column that gives before it gives up the columns, and leaves the last one room", () => {
    const rows = [["walls", 'waits for "foundation", which is queued', "Raise the walls and the roof"]];
    assert.deepEqual(table(["id", "now", "title"], rows, { ...bare, columns: 50 }, "now"), [
      "id     now                        title",
      'walls  waits for "foundation", …  Raise the walls…',
    ]);
    assert.deepEqual(table(["id", "now", "title"], rows, { ...bare, columns: 40 }, "now"), [
      "walls",
      '  now    waits for "foundation", which …',
      "  title  Raise the walls and the roof",
    ]);
  });

  it("gives each row lines of its own where there is no room for all columns", () => {
    const rows = [["fix-login-1", "blocked", "", "recovery exhausted after many tries"]];
    assert.deepEqual(table(["run", "phase", "stage", "reason"], rows, { ...bare, columns: 24 }), [
      "fix-login-1",
      "  phase   blocked",
      "  reason  recovery exha…",
    ]);
  });
});
