import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { expectedFailure } from "../../../src/cli/failure/expected-failure.ts";
import { failureJson, renderFailure } from "../../../src/cli/failure/render-failure.ts";
import { paperOf } from "../../../src/cli/text/paper.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";

const paper = paperOf({ colour: false, columns: null, now: 0 });

describe("renderFailure()", () => {
  it("says what was wrong and what to do, without a stack", () => {
    const failure = new MillraceError("item.unknown", { item: "fix-logn", near: "fix-login" });
    assert.equal(
      renderFailure(failure, paper, false),
      'error: No work item "fix-logn" [item.unknown]\n  Did you mean "fix-login"? millrace queue ls\n',
    );
  });

  it("does not let a value steer the terminal", () => {
    const text = renderFailure(new MillraceError("item.unknown", { item: "\u001b[2J" }), paper, false);
    assert.ok(text.includes('"\\x1b[2J"') && !text.includes("\u001b"));
  });

  it("shows the stack of an unexpected failure only for debugging", () => {
    const failure = expectedFailure(new TypeError("x is not a function"));
    assert.equal(failure.exit, 1);
    assert.match(
      renderFailure(failure, paper, false),
      /^error: Sorry, .*x is not a function \[cli\.internal\]\n {2}MILLRACE_DEBUG=1[^\n]*\n$/,
    );
    assert.match(renderFailure(failure, paper, true), /render-failure\.unit\.test\.ts/);
  });
});

describe("expectedFailure()", () => {
  it("takes what the disk refuses for expected, by its code", () => {
    const refusal = (code: string) => expectedFailure(Object.assign(new Error("no"), { code, syscall: "open", path: "/x" }));
    assert.deepEqual([refusal("EACCES").code, refusal("EACCES").exit], ["cli.permission", 4]);
    assert.deepEqual([refusal("ENOSPC").code, refusal("ENOSPC").exit], ["cli.disk", 6]);
    assert.equal(refusal("EIO").code, "cli.internal");
  });
});

describe("failureJson()", () => {
  it("gives code, message, fix and whether trying again may help", () => {
    const { error } = JSON.parse(failureJson(new MillraceError("owner.taken", { pid: 7, role: "once" }), false));
    assert.deepEqual([error.code, error.retryable, typeof error.message, typeof error.fix], ["owner.taken", true, "string", "string"]);
  });

  it("is the result line of a streaming command", () => {
    const line = JSON.parse(failureJson(new MillraceError("item.none-ready", { queued: 0 }), true));
    assert.deepEqual([line.type, line.error.code, line.error.retryable], ["result", "item.none-ready", false]);
  });
});
