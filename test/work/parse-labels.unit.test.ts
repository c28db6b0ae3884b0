import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseDocument } from "../../src/work/parse-document.ts";
import type { WorkKind } from "../../src/work/work-document.ts";

function good(text: string, kind?: WorkKind) {
  const parsed = parseDocument(text, kind ? { kind } : {});
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed;
}

function problems(text: string) {
  const parsed = parseDocument(text, { kind: "task", id: "x" });
  assert.ok(!parsed.ok, "must be refused");
  return parsed.problems;
}

const task = `# Parse dates

Task-ID: parse-dates
Spec-ID: dates
Root-Spec-ID: calendar
Priority: 4
Created-At: 2026-01-02 03:04:05
Summary:

Free text before the lists.

Note: this is text

Depends-On:

- fixtures
- locale

- zones

Run-Commands:
- bun build.ts
Fix-Commands:
- bun fix.ts
Required-Checks:
- test

Target-Paths:
- src/dates

Some prose:
- a bullet of the prose

\`\`\`text
Priority: 9
\`\`\`
`;

describe("parseDocument() of the label grammar", () => {
  it("reads fields, lists over blank lines, and keeps the text between", () => {
    const parsed = good(task);
    assert.deepEqual(parsed.document, {
      kind: "task",
      id: "parse-dates",
      fields: {
        title: "Parse dates",
        dependsOn: ["fixtures", "locale", "zones"],
        priority: 4,
        run: ["bun build.ts"],
        fix: ["bun fix.ts"],
        checks: ["test"],
        paths: ["src/dates"],
        root: "calendar",
      },
    });
    assert.deepEqual(parsed.details, { spec_id: "dates", created_at: "2026-01-02T03:04:05.000Z" });
    assert.equal(
      parsed.body,
      "Free text before the lists.\n\nNote: this is text\n\nSome prose:\n- a bullet of the prose\n\n```text\nPriority: 9\n```",
    );
  });

  it("knows the kind by the id's label; a task may name spec and incident", () => {
    assert.equal(good("# T\nTask-ID: a\nSpec-ID: b\nIncident-ID: c\n").document.kind, "task");
    assert.equal(good("# T\nIncident-ID: c\nSource-Spec-ID: b\n").document.kind, "incident");
    assert.equal(good("# T\nSpec-ID: b\n").document.kind, "spec");
    assert.equal(good("# T\nLearning-Request-ID: b\n").document.kind, "learning_request");
  });

  it("reads as the expected kind when that kind's own label is there", () => {
    const { document, details } = good("# T\nTask-ID: a\nSpec-ID: b\n", "spec");
    assert.deepEqual([document.kind, document.id, details.task_id], ["spec", "b", "a"]);
  });

  it("says the labels' kind when it is not the expected one, for the caller to compare", () => {
    assert.equal(good("# T\nSpec-ID: b\n", "task").document.kind, "spec");
  });

  it("takes a document without any label when kind and id are hinted", () => {
    const parsed = parseDocument("# Only a thought\n\nWith text.\n", { kind: "idea", id: "thought" });
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.document.kind, parsed.document.id, parsed.body], ["idea", "thought", "With text."]);
  });

  it("takes a value without a space after the colon", () => {
    assert.equal(good("# T\nTask-ID:a\n").document.id, "a");
  });

  it("omits a scalar without a value", () => {
    assert.deepEqual(good("# T\nTask-ID: a\nSummary:\n").details, {});
  });

  it("reads all documents the older renderer wrote: incident", () => {
    const { details } = good(
      "# Boom\n\nIncident-ID: i1\nSource-Stage: builder\nSource-Plane: execution\nFailure-Class: crash\nNeeds-Planning: false\nOpened-At: 2026-01-01T00:00:00Z\n\nObserved-Symptoms:\n- it broke\n\nEvidence-Paths:\n- runs/r1\n",
    );
    assert.deepEqual(details, {
      source_stage: "builder",
      source_plane: "execution",
      failure_class: "crash",
      needs_planning: false,
      opened_at: "2026-01-01T00:00:00.000Z",
      observed_symptoms: ["it broke"],
      evidence_paths: ["runs/r1"],
    });
  });

  it("tells all problems at once with their lines", () => {
    const found = problems(
      "# T\nPriority: high\nPriority: 2\nDepends-On: a\nSummary:\n- x\nRequired-Checks:\n- test\nnot an item\nRequired-Cheks:\n- lost\n",
    );
    assert.deepEqual(
      found.map(({ line }) => line),
      [2, 3, 4, 6, 9, 10],
    );
    assert.match(found[0]?.problem ?? "", /"high"/);
    assert.match(found[1]?.problem ?? "", /line 2 already/);
    assert.match(found[2]?.fix ?? "", /"- a" on the next line/);
    assert.match(found[3]?.problem ?? "", /takes one value/);
    assert.match(found[4]?.problem ?? "", /is no item/);
    assert.match(found[5]?.fix ?? "", /"Required-Checks"/);
  });

  it("refuses a title that differs from the heading", () => {
    assert.match(problems("# One\nTitle: Two\n")[0]?.problem ?? "", /differs/);
  });

  it("refuses a dependency that is no id", () => {
    assert.match(problems("# T\nDepends-On:\n- a b\n")[0]?.problem ?? "", /"Depends-On": "a b" is not an id/);
  });
});
