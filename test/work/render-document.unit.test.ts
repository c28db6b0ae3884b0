import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { parseDocument } from "../../src/work/parse-document.ts";
import { renderDocument } from "../../src/work/render-document.ts";
import type { WorkKind } from "../../src/work/work-document.ts";

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/\p{Cc}/gu, " ").trim())
  .filter((text) => text !== "");
const command = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  .map((text) => text.toWellFormed().replaceAll("\0", "").trim())
  .filter((text) => text !== "");
const path = fc.stringMatching(/^[a-z][a-z./]{0,20}$/).filter((text) => !text.split("/").includes(".."));
const unique = { maxLength: 4 };
const kinds: WorkKind[] = ["task", "spec", "incident", "idea", "probe", "learning_request"];

const newDocument = fc.record({
  kind: fc.constantFrom(...kinds),
  id,
  fields: fc.record(
    {
      title: line,
      dependsOn: fc.uniqueArray(id, unique),
      priority: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      run: fc.uniqueArray(command, unique),
      fix: fc.uniqueArray(command, unique),
      checks: fc.uniqueArray(command, unique),
      paths: fc.uniqueArray(path, unique),
      root: fc.option(id),
    },
    { noNullPrototype: true },
  ),
  details: fc.record(
    { summary: line, acceptance: fc.uniqueArray(line, { minLength: 1, maxLength: 3 }), created_by: line },
    { requiredKeys: [], noNullPrototype: true },
  ),
  body: fc.array(fc.oneof(line, fc.constantFrom("", "+++", "# Heading", "Priority: 3", "```")), { maxLength: 6 }).map((lines) =>
    lines
      .join("\n")
      .replace(/^\s*\n/, "")
      .trim(),
  ),
});

describe("renderDocument()", () => {
  it("writes what parseDocument() reads back, for any fields and body", () => {
    fc.assert(
      fc.property(newDocument, (given) => {
        const parsed = parseDocument(renderDocument(given));
        assert.ok(parsed.ok, JSON.stringify(parsed));
        assert.deepEqual(parsed.document, { kind: given.kind, id: given.id, fields: given.fields });
        assert.deepEqual(parsed.details, given.details);
        assert.equal(parsed.body, given.body);
      }),
      { numRuns: 300 },
    );
  });

  it("writes only fields that say something, one list entry a line", () => {
    const fields = { ...emptyFields("Fix the sum"), dependsOn: ["a", "b"], checks: ["test"] };
    assert.equal(
      renderDocument({ kind: "task", id: "fix-the-sum", fields, body: "\n\nText\n\n" }),
      '+++\nkind = "task"\nid = "fix-the-sum"\ntitle = "Fix the sum"\ndepends_on = [\n  "a",\n  "b",\n]\nchecks = [ "test" ]\n+++\n\nText\n',
    );
  });
});
