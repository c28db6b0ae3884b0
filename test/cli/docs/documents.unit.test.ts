import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { documents } from "../../../src/cli/docs/documents.ts";

describe("documents()", () => {
  for (const path of ["docs/cli.md", "docs/errors.md", "docs/events.md"]) {
    it(`is what ${path} holds; bun src/cli/write-docs.ts writes it anew`, async () => {
      const text = (await documents())[path];
      assert.ok(text);
      const written = readFileSync(join(import.meta.dirname ?? "", "../../..", path), "utf8");
      assert.ok(written === text, `${path} is not current: bun src/cli/write-docs.ts`);
    });
  }
});
