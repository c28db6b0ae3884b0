import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { retargetText } from "../../src/work/retarget-text.ts";

const of = { kind: "task", id: "b" } as const;

describe("retargetText()", () => {
  it("replaces the dependency in front matter, in every way that TOML writes it, and nothing else", () => {
    const text = (list: string): string => `+++\r\ntitle = "after old"\r\ndepends_on = ${list}\r\nrun = ["old"]\r\n+++\r\n\r\nold stays.`;
    for (const [list, changed] of [
      ['["old"]', '["new"]'],
      ["[ 'x', 'old' ]", "[ 'x', 'new' ]"],
      ['[\n  "old", # old\n  "older",\n]', '[\n  "new", # new\n  "older",\n]'],
    ] as const)
      assert.equal(retargetText(text(list), of, "old", "new"), text(changed));
  });

  it("replaces it in the label grammar", () => {
    const text = (id: string): string => `# old\n\nDepends-On:\n- x\n- ${id}\n\nPriority: 2\n\nold stays.\n- old\n`;
    assert.equal(retargetText(text("old"), of, "old", "new"), text("new"));
  });

  it("leaves one of two where both would be the same", () => {
    assert.equal(retargetText('+++\ntitle = "x"\ndepends_on = ["old", "new"]\n+++\n', of, "old", "new")?.includes('["new", "new"]'), true);
  });

  it("gives nothing where it cannot be done for certain", () => {
    assert.equal(retargetText('+++\ntitle = "x"\ndepends_on = ["\\u006fld"]\n+++\n', of, "old", "new"), null);
    assert.equal(retargetText("no document", of, "old", "new"), null);
  });

  it("takes dots in an id for dots", () => {
    assert.equal(retargetText('+++\ntitle = "x"\ndepends_on = ["axb", "a.b"]\n+++\n', of, "a.b", "c")?.includes('["axb", "c"]'), true);
  });
});
