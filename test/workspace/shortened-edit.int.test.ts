import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { type Documents, openDocuments } from "../../src/workspace/documents/documents.ts";
import { Story } from "./support/story.ts";

describe("Documents", () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });
  afterEach(async () => {
    await story.log.close();
    story.end();
  });
  const open = (): Documents => openDocuments({ fs: diskFs, clock: systemClock, layout: story.layout, source: story });

  for (const [what, again] of [
    ["the same owner", (documents: Documents) => documents],
    ["the next owner in the same run of the machine", () => open()],
  ] as const) {
    it(`look() by ${what} takes a document that was cut short for an edit, not for a torn one`, () => {
      const documents = open();
      documents.look(story.state, "start");
      documents.project(story.add("a", "# a\n\nThe second paragraph.\n"));
      documents.save();
      const path = join(story.layout.agents, "tasks/queue/a.md");
      fs.writeFileSync(path, "# a\n");
      const report = again(documents).look(story.state, "full");
      assert.deepEqual(
        report.edits.map(({ item, text }) => [item, text]),
        [["a", "# a\n"]],
      );
      assert.equal(fs.readFileSync(path, "utf8"), "# a\n");
    });
  }
});
