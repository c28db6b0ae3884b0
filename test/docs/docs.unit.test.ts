import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { z } from "zod";
import { attentionSchema } from "../../src/operations/schemas/attention.ts";
import { defaults } from "../../src/plan/config/defaults.ts";
import { blocksOf, codesIn, proseOf } from "./support/blocks.ts";
import { commandsIn, loopCodes } from "./support/commands.ts";
import { guides, house, textOf } from "./support/guides.ts";

const skills = readdirSync(join(house, "docs/skills"));

describe("skills", () => {
  for (const skill of skills) {
    it(`${skill} has front matter with its own name and a description of under 100 tokens, and a body of under 500 lines`, () => {
      const text = textOf(`docs/skills/${skill}/SKILL.md`);
      const [, matter = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
      const fields = Object.fromEntries(matter.split("\n").map((line) => /^([a-z]+): (.*)$/.exec(line)?.slice(1) ?? ["", line]));
      assert.deepEqual(Object.keys(fields), ["name", "description"]);
      assert.equal(fields.name, skill);
      assert.match(String(fields.description), /Use (to|when) /);
      assert.doesNotMatch(String(fields.description), /: |^["'[{>|]/, "YAML would read it as something else than a text");
      assert.ok(tokensIn(matter) < 100, `${tokensIn(matter)} tokens`);
      assert.ok(body.split("\n").length < 500);
    });

    it(`${skill} refers to each of its references, and to nothing outside of its directory by a link`, () => {
      const text = textOf(`docs/skills/${skill}/SKILL.md`);
      const folder = join(house, "docs/skills", skill, "references");
      const files = existsSync(folder) ? readdirSync(folder) : [];
      for (const file of files) assert.ok(text.includes(`references/${file}`), `references/${file} is named nowhere`);
      for (const code of codesIn(text).filter((one) => one.startsWith("references/")))
        assert.ok(existsSync(join(folder, "..", code)), code);
      for (const target of linksIn(text)) assert.ok(!target.startsWith(".."), target);
    });
  }
});

describe("documents", () => {
  const all = readdirSync(join(house, "docs"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  for (const name of all) {
    it(`docs/${name} has only links that lead somewhere`, () => {
      const file = `docs/${name}`;
      for (const target of linksIn(textOf(file)).filter((one) => !/^[a-z]+:/.test(one))) {
        const [path = "", anchor] = target.split("#");
        const to = path === "" ? join(house, file) : join(house, dirname(file), path);
        assert.ok(existsSync(to), `${file} leads to ${target}`);
        if (anchor !== undefined) assert.ok(anchorsIn(readFileSync(to, "utf8")).includes(anchor), `${file} leads to ${target}`);
      }
    });
  }

  for (const guide of guides) {
    it(`${guide} names only commands, options, codes and settings that exist`, async () => {
      const { wrong, found } = await commandsIn(textOf(guide));
      assert.deepEqual(wrong, []);
      assert.ok(found > 3);
    });

    it(`${guide} has only blocks that a reader can tell apart, and JSON that is JSON`, () => {
      for (const { language, text, line } of blocksOf(textOf(guide))) {
        assert.ok(["sh", "text", "json", "toml"].includes(language), `${guide}:${line} is a block of "${language}"`);
        if (language === "json") assert.doesNotThrow(() => JSON.parse(text), `${guide}:${line}`);
      }
    });
  }
});

describe("guides are complete", () => {
  it("loop-authoring explains every code of a faulty loop", () => {
    const codes = codesIn(textOf("docs/loop-authoring.md"));
    assert.ok(loopCodes.length > 15);
    assert.deepEqual(
      loopCodes.filter((code) => !codes.includes(code)),
      [],
    );
  });

  it("the manual of operator agents explains every entry of attention", () => {
    const codes = codesIn(textOf("docs/skills/millrace-ops-agent-manual/SKILL.md"));
    const known = attentionSchema(z).shape.code.options;
    assert.deepEqual(
      known.filter((code: string) => !codes.includes(code)),
      [],
    );
  });

  it("operating names every limit", () => {
    const codes = codesIn(textOf("docs/operating.md"));
    const limits = Object.keys(defaults).filter((key) => key.startsWith("limits.") && !key.includes("backoff"));
    assert.deepEqual(
      limits.filter((key) => !codes.includes(key)),
      [],
    );
  });
});

/** Rather too many: a token is at least a word or a mark, and of long words about four letters. */
function tokensIn(text: string): number {
  return (text.match(/\w+|[^\w\s]/g) ?? []).reduce((sum, word) => sum + Math.ceil(word.length / 6), 0);
}

function linksIn(text: string): string[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** As GitHub makes them of headings. */
function anchorsIn(text: string): string[] {
  return [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}
