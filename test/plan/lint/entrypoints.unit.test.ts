import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { freezeLoop } from "../../../machines/loop/freeze-loop.ts";
import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { packagedAssets } from "../../../src/plan/assets/packaged.ts";
import { lintEntrypoint } from "../../../src/plan/lint/lint-entrypoint.ts";
import { stageSkills } from "../../../src/plan/stages/stage-skills.ts";
import { parseDocument } from "../../../src/work/parse-document.ts";

const loops = shippedLoops.map((definition): FrozenLoop => {
  const frozen = freezeLoop(definition);
  assert.ok(frozen.ok);
  return frozen.loop;
});
const standard = loops.find(({ id }) => id === "execution.standard") as FrozenLoop;
const assets = packagedAssets();
const exists = (path: string) => assets.read(path) !== null;
const lint = (text: string) =>
  lintEntrypoint(text, standard, "checker", { exists, skills: ["given"] }).map(({ line, message }) => `${line} ${message}`);
const fine = "# Checker\n\nEnd with CHECKER_PASS, FIX_NEEDED or BLOCKED.\n";

describe("the shipped entry points", () => {
  for (const loop of loops) {
    for (const stage of Object.keys(loop.stages)) {
      const path = `entrypoints/${loop.plane}/${stage}.md`;
      it(`${path} is there, fits its stage in ${loop.id}, and shows a legal result`, () => {
        const text = assets.read(path);
        assert.ok(text, "is missing");
        assert.deepEqual(lintEntrypoint(text, loop, stage, { exists, skills: stageSkills(stage, { origin: "package" }) }), []);
        const lines = text.split("\n").length;
        assert.ok(lines >= 25 && lines <= 70, `${lines} lines`);
        const example = JSON.parse(/```json\n(.*?)\n```/s.exec(text)?.[1] ?? "null");
        assert.equal(example.schema, "millrace.stage-result.v1");
        assert.ok(loop.stages[stage]?.terminals.includes(example.terminal));
      });
    }
  }

  it("no other files lie among them", () => {
    const known = new Set(loops.flatMap(({ plane, stages }) => Object.keys(stages).map((stage) => `entrypoints/${plane}/${stage}.md`)));
    assert.deepEqual(
      assets.list("entrypoints").filter((path) => !known.has(path)),
      [],
    );
  });

  it("the manager's example is a document that can be read", () => {
    const text = /```text\n(.*?)```/s.exec(assets.read("entrypoints/planning/manager.md") ?? "")?.[1] ?? "";
    const parsed = parseDocument(text);
    assert.ok(parsed.ok, JSON.stringify(parsed));
  });
});

describe("lintEntrypoint()", () => {
  it("finds nothing in a plain one", () => assert.deepEqual(lint(fine), []));
  it("finds an empty one", () => assert.deepEqual(lint(" \n"), ["null It is empty"]));
  it("finds a legal terminal that is not named", () =>
    assert.deepEqual(lint(fine.replace("FIX_NEEDED", "NEEDED")), ["null It does not name FIX_NEEDED"]));
  it("finds a terminal of another stage that is offered", () =>
    assert.deepEqual(lint(`${fine}- \`FIXER_COMPLETE\`: done\n`), ['4 It offers FIXER_COMPLETE, which is not legal for "checker"']));
  it("lets another stage's terminal be mentioned", () => assert.deepEqual(lint(`${fine}After FIXER_COMPLETE you are asked again.\n`), []));
  it("finds a line that a runner would take for a terminal", () =>
    assert.deepEqual(lint(`${fine}### BLOCKED\n`), ["4 An agent that repeats this line reports a terminal"]));
  it("finds a link that leads nowhere, and takes those that lead somewhere", () =>
    assert.deepEqual(lint(`${fine}[a](skills/none.md) [b](entrypoints/execution/fixer.md#x) [c](https://example.org) [d](#e)\n`), [
      '4 The link "skills/none.md" leads nowhere',
    ]));
  it("finds what is still to be filled in, but for what stands in code", () =>
    assert.deepEqual(lint(`${fine}TODO: say more\nUse {{name}}, or \`TODO\`.\n<your text>\n`), [
      '4 "TODO" is still to be filled in',
      '5 "{{name}}" is still to be filled in',
      '6 "<your text>" is still to be filled in',
    ]));
  it("finds a skill that it names and that the stage is not given", () =>
    assert.deepEqual(lint(`${fine}Skills \`given\`, \`other\` and \`third\`: read them. The skill \`given\` too.\n`), [
      'null It names the skill "other", which "checker" is not given',
      'null It names the skill "third", which "checker" is not given',
    ]));
  it("finds one that is too long", () => assert.deepEqual(lint(fine + "x".repeat(20_000)), ["null It has 20057 characters"]));
});
