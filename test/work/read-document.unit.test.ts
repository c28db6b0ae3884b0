import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readDocument } from "../../src/work/read-document.ts";

describe("readDocument()", () => {
  const titleOf = (text: string, kind: "idea" | "task" = "idea"): string | null => {
    const read = readDocument(text, { kind, id: "x" });
    return read.ok ? read.document.fields.title : null;
  };

  it("takes plain text for an idea, by its first heading or line", () => {
    assert.equal(titleOf("\n\n  Bigger receipts  \nmore"), "Bigger receipts");
    assert.equal(titleOf("Preface\n\n# The idea\n"), "The idea");
    assert.equal(titleOf(`${"x".repeat(400)}\n`)?.length, 300);
    assert.equal(titleOf("## second level\n"), "second level");
  });

  it("takes no other kind from plain text, and no idea from nothing or from broken front matter", () => {
    assert.equal(titleOf("Bigger receipts", "task"), null);
    assert.equal(titleOf(" \n\t\n"), null);
    assert.equal(titleOf("+++\ntitle = oops\n+++\n"), null);
  });

  it("reads an idea that is a document as one", () => {
    const read = readDocument('+++\nkind = "idea"\ntitle = "T"\npriority = 3\n+++\n', { id: "x" });
    assert.ok(read.ok && read.document.fields.priority === 3);
  });

  it("finds the root as the older tools did", () => {
    const rootOf = (text: string, kind: "task" | "incident"): string | null => {
      const read = readDocument(text, { kind, id: "x" });
      return read.ok ? read.document.fields.root : null;
    };
    assert.equal(rootOf("# T\n\nTask-ID: x\nSpec-ID: s\n", "task"), "s");
    assert.equal(rootOf("# T\n\nTask-ID: x\nSpec-ID: s\nRoot-Spec-ID: r\n", "task"), "r");
    assert.equal(rootOf("# I\n\nIncident-ID: x\nSource-Spec-ID: s\n", "incident"), "s");
  });
});
