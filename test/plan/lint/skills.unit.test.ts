import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { packagedAssets } from "../../../src/plan/assets/packaged.ts";
import { lintSkill } from "../../../src/plan/lint/lint-skill.ts";
import { stageSkills } from "../../../src/plan/stages/stage-skills.ts";
import { parseDocument } from "../../../src/work/parse-document.ts";

const assets = packagedAssets();
const shipped = assets.list("skills");
const given = new Set(
  shippedLoops.flatMap(({ stages }) => Object.keys(stages).flatMap((stage) => stageSkills(stage, { origin: "package" }))),
);

describe("the shipped skills", () => {
  it("are those that the shipped stages are given, and no other file lies among them", () =>
    assert.deepEqual(shipped, [...given].map((name) => `skills/${name}/SKILL.md`).sort()));

  for (const path of shipped) {
    it(`${path} says what it is for, is short, and has no loose end`, () => {
      const text = assets.read(path) ?? "";
      assert.deepEqual(lintSkill(text, path.split("/")[1] ?? ""), []);
      assert.ok(text.split("\n").length < 80);
    });
  }

  for (const name of given) {
    it(`${name} is named by the entry points of the stages that are given it`, () => {
      for (const { plane, stages } of shippedLoops) {
        for (const stage of Object.keys(stages).filter((one) => stageSkills(one, { origin: "package" }).includes(name))) {
          assert.ok(assets.read(`entrypoints/${plane}/${stage}.md`)?.includes(`\`${name}\``), stage);
        }
      }
    });
  }

  it("the example of a work document can be read", () => {
    const text = /```text\n(\+\+\+[\s\S]*?)```/.exec(assets.read("skills/millrace-work-documents/SKILL.md") ?? "")?.[1] ?? "";
    const parsed = parseDocument(text);
    assert.ok(parsed.ok && parsed.document.id === "parse-dates", JSON.stringify(parsed));
  });
});

describe("lintSkill()", () => {
  const fine = "---\nname: a\ndescription: What it is for.\n---\n\n# A\n";
  const lint = (text: string) => lintSkill(text, "a").map(({ line, message }) => `${line} ${message}`);

  it("finds nothing in a plain one", () => assert.deepEqual(lint(fine), []));
  it("finds one without name and description", () => {
    assert.deepEqual(lint("# A\n"), ["1 It does not begin with a name and a description"]);
    assert.deepEqual(lint("---\nname: b\n---\n"), ['null Its name "b" is not that of its folder, "a"', "null It has no description"]);
  });
  it("finds one that is too long", () => {
    assert.deepEqual(lint(fine + "x".repeat(20_000)), [`null It has ${20_000 + fine.length} characters`]);
    assert.deepEqual(lint(fine + "\n".repeat(600)), ["null It has 607 lines"]);
    assert.deepEqual(lint(fine.replace("What", "x".repeat(1100))), ["null Its description has 1111 characters"]);
  });
  it("finds links to files that are not handed over, terminals, and what is still to be filled in", () =>
    assert.deepEqual(lint(`${fine}[a](references/a.md) [b](https://example.org) [c](#c)\n### BLOCKED\nTBD\n`), [
      '7 The link "references/a.md" leads to a file that no stage is given',
      "8 An agent that repeats this line reports a terminal",
      '9 "TBD" is still to be filled in',
    ]));
});
