import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace } from "../support/e2e/workspace.ts";
import { codesIn } from "./support/blocks.ts";
import { follow } from "./support/follow.ts";
import { guides, textOf } from "./support/guides.ts";

const JSON_ANSWERS = "docs/skills/millrace-ops-agent-manual/references/json-answers.md";

describe("guides", () => {
  for (const guide of guides) {
    it(`${guide} ends as it says when it is typed literally, and what it names is there`, () =>
      inWorkspace({ bare: true }, async (workspace) => {
        await follow(workspace, guide);
        for (const path of codesIn(textOf(guide)).filter((code) => /^(millrace-agents|tools)\/[\w./-]+$/.test(code))) {
          assert.ok(workspace.has(path.replace(/\/$/, "")), `${guide} names ${path}, which is not there in the end`);
        }
        await workspace.quiet();
      }));
  }

  it("json-answers names only members that the answers have", () =>
    inWorkspace({ bare: true }, async (workspace) => {
      await follow(workspace, JSON_ANSWERS);
      const rows = [...textOf(JSON_ANSWERS).matchAll(/^\| `millrace (.*?) --json` \| (.*?) ?\|$/gm)];
      assert.ok(rows.length > 8);
      for (const [, command = "", members = ""] of rows) {
        const answer = await workspace.json(command.split(" "));
        for (const [, member = ""] of members.matchAll(/`(\w+)`/g)) assert.ok(member in answer, `millrace ${command} gives no "${member}"`);
      }
    }));
});
