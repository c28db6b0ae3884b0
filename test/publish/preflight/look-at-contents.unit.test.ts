import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { FileChange } from "../../../publish/git/port.ts";
import { lookAtContents } from "../../../publish/preflight/look-at-contents.ts";

const changed = (path: string): FileChange => ({
  path,
  status: "added",
  before: null,
  after: { mode: "100644", oid: "0".repeat(40), size: 2 },
  untracked: true,
});

describe("lookAtContents()", () => {
  it("tells how far it is, every thousand files", async () => {
    const told: string[] = [];
    const changes = Array.from({ length: 2500 }, (_, at) => changed(`f${at}`));
    const readBlob = async () => new TextEncoder().encode("x\n");
    await lookAtContents({ readBlob }, changes, [], { onProgress: (done, all) => void told.push(`${done} of ${all}`) });
    assert.deepEqual(told, ["1000 of 2500", "2000 of 2500"]);
  });
});
