import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { isFsError } from "../../src/kernel/fs-error.ts";

describe("isFsError()", () => {
  const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });

  it("knows the platform's errors by their codes", () => {
    assert.equal(isFsError(full), true);
    assert.equal(isFsError(full, "ENOSPC", "EDQUOT"), true);
    assert.equal(isFsError(full, "EIO"), false);
  });

  it("takes no error of ours for the disk's, though it has a code too", () => {
    assert.equal(isFsError(new MillraceError("log.closed")), false);
    assert.equal(isFsError(new MillraceError("item.none-ready", { queued: 0, waiting: "" })), false);
    assert.equal(isFsError(new Error("without a code")), false);
    assert.equal(isFsError("ENOSPC"), false);
  });
});
