import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { parseDocument } from "../../src/work/parse-document.ts";
import { renderDocument } from "../../src/work/render-document.ts";

const pieces = fc.constantFrom(
  "+++",
  "# T",
  "Task-ID: a",
  "Spec-ID:",
  "Depends-On:",
  "- b",
  "- ",
  "  - c",
  "",
  "```",
  "Priority: 1e3",
  "Run-Commands: x",
  'kind = "task"',
  'id = "x"',
  'title = """',
  '"""',
  "run = [",
  "]",
  "run = [{ a = 1 }]",
  "created_at = 2026-01-01",
  "__proto__ = 1",
  "[table]",
  "\uFEFF",
);
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 12 })
  .map((lines) => lines.join("\n"));

describe("parseDocument() of any text", () => {
  it("never throws, and gives either a document or problems with lines inside the text", () => {
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseDocument(given, { kind: "task", id: "hinted" });
        const count = given.split(/\r\n|\n|\r/).length;
        if (parsed.ok) return;
        assert.ok(parsed.problems.length > 0);
        for (const { line, problem, fix } of parsed.problems) {
          assert.ok(problem !== "" && fix !== "");
          assert.ok(line === null || (line >= 1 && line <= Math.max(count, 1)), `${line} of ${count}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("gives a document that survives being written as a new one", () => {
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseDocument(given, { kind: "task", id: "hinted" });
        if (!parsed.ok) return;
        const { document, details, body } = parsed;
        const again = parseDocument(renderDocument({ ...document, details, body }));
        assert.ok(again.ok, JSON.stringify(again));
        assert.deepEqual([again.document, again.details], [document, details]);
      }),
      { numRuns: 500 },
    );
  });
});
