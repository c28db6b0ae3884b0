import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseDocument } from "../../src/work/parse-document.ts";
import type { DocumentHints } from "../../src/work/parsed-document.ts";

function good(text: string, hints?: DocumentHints) {
  const parsed = parseDocument(text, hints);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed;
}

function problems(text: string, hints?: DocumentHints) {
  const parsed = parseDocument(text, hints);
  assert.ok(!parsed.ok, "must be refused");
  return parsed.problems;
}

const document = `+++
kind = "task"
id = "fix-the-sum"
title = "Fix the sum"
depends_on = ["fixtures", "fixtures"]
priority = -3
run = ["echo 1", """
echo 2
echo 3"""]
fix = ["true"]
checks = ["test"]
paths = ["src/sum", "README.md"]
root = "maths"
created_at = 2026-11-20T10:00:00+01:00
tags = ["a"]
+++

Body text.

Priority: 9
+++
`;

describe("parseDocument() of front matter", () => {
  it("reads every field, free text and reader's details", () => {
    const parsed = good(document);
    assert.deepEqual(parsed.document, {
      kind: "task",
      id: "fix-the-sum",
      fields: {
        title: "Fix the sum",
        dependsOn: ["fixtures"],
        priority: -3,
        run: ["echo 1", "echo 2\necho 3"],
        fix: ["true"],
        checks: ["test"],
        paths: ["src/sum", "README.md"],
        root: "maths",
      },
    });
    assert.equal(parsed.form, "front-matter");
    assert.equal(parsed.body, "Body text.\n\nPriority: 9\n+++");
    assert.deepEqual(parsed.details, { created_at: "2026-11-20T09:00:00.000Z", tags: ["a"] });
  });

  it("reads the same with CRLF and a byte order mark", () => {
    assert.deepEqual(good(`\uFEFF${document.replaceAll("\n", "\r\n")}`), good(document));
  });

  it("takes the title from the first heading outside code when no field says it", () => {
    const parsed = good('+++\nkind = "task"\nid = "x"\n+++\n```\n# not this\n```\n# Real title\n');
    assert.equal(parsed.document.fields.title, "Real title");
  });

  it("takes kind and id from the hints only where the document is silent", () => {
    const hints: DocumentHints = { kind: "spec", id: "hinted" };
    const silent = good('+++\ntitle = "T"\n+++\n', hints).document;
    assert.deepEqual([silent.kind, silent.id], ["spec", "hinted"]);
    const said = good(document, hints).document;
    assert.deepEqual([said.kind, said.id], ["task", "fix-the-sum"]);
  });

  it("makes an id from the title by a hinted function", () => {
    assert.equal(good('+++\ntitle = "A b"\n+++\n', { kind: "task", id: (title) => title.replace(" ", "-") }).document.id, "A-b");
  });

  it("reads a time without a zone as UTC", () => {
    assert.equal(
      good('+++\ncreated_at = 2026-01-02T03:04:05\ntitle = "T"\n+++', { kind: "task", id: "x" }).details.created_at,
      "2026-01-02T03:04:05.000Z",
    );
  });

  it("tells all problems at once, with lines and the nearest known name", () => {
    const text =
      '+++\nkind = "tsk"\nid = "../x"\ndepend_on = []\npriority = "high"\nchecks = "test"\npaths = ["../out"]\nrun = [""]\n+++\n';
    const found = problems(text);
    assert.deepEqual(
      found.map(({ line }) => line),
      [2, 3, 4, 5, 6, 7, 8],
    );
    assert.match(found.find(({ line }) => line === 2)?.fix ?? "", /"task"/);
    assert.match(found.find(({ line }) => line === 3)?.problem ?? "", /"\.\.\/x" is not an id/);
    assert.match(found.find(({ line }) => line === 4)?.fix ?? "", /"depends_on"/);
    assert.match(found.find(({ line }) => line === 5)?.problem ?? "", /"high" is not a whole number/);
    assert.match(found.find(({ line }) => line === 6)?.problem ?? "", /"test" is not a list/);
    assert.match(found.find(({ line }) => line === 7)?.problem ?? "", /not a path inside the workspace/);
    assert.match(found.find(({ line }) => line === 8)?.problem ?? "", /"" is not text/);
  });

  it("places malformed TOML in the whole document", () => {
    const [problem] = problems('+++\nkind = "task"\nid = oops\n+++\n');
    assert.equal(problem?.line, 3);
    assert.match(problem?.problem ?? "", /column 6/);
  });

  for (const [name, text, pattern] of [
    ["front matter that does not end", '+++\nkind = "task"\n', /does not end/],
    ["YAML front matter", "---\nkind: task\n---\n", /YAML/],
    ["no title", '+++\nkind = "task"\nid = "x"\n+++\ntext\n', /no title/],
    ["no kind", '+++\nid = "x"\ntitle = "T"\n+++\n', /kind/],
    ["no id", '+++\nkind = "task"\ntitle = "T"\n+++\n', /no id/],
    ["a title of two lines", '+++\nkind = "task"\nid = "x"\ntitle = "a\\nb"\n+++\n', /control characters/],
    ["a date that does not exist", '+++\nkind = "task"\nid = "x"\ntitle = "T"\ncreated_at = "2026-02-30"\n+++\n', /not a time/],
    ["a table", '+++\nkind = "task"\nid = "x"\ntitle = "T"\n[run]\na = 1\n+++\n', /not a list/],
    ["an absolute path", '+++\nkind = "task"\nid = "x"\ntitle = "T"\npaths = ["/etc"]\n+++\n', /inside the workspace/],
    ["a key of Object.prototype", '+++\nkind = "task"\nid = "x"\ntitle = "T"\nconstructor = 1\n+++\n', /Unknown field/],
    ["a document that is too long", `+++\n${"x".repeat(1024 * 1024)}`, /characters/],
    ["an empty document", "", /no title/],
  ] as const) {
    it(`refuses ${name}`, () => {
      const found = problems(text);
      assert.ok(
        found.some(({ problem }) => pattern.test(problem)),
        JSON.stringify(found),
      );
    });
  }
});
