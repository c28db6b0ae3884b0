import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import { diskFindings } from "../../../src/operations/diagnosis/disk.ts";

const MOUNTS = [
  "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
  "30 22 0:50 / /work/shared rw - nfs4 server:/x rw",
  "31 22 0:51 / /work/my\\040disk rw - xfs /dev/sdb rw",
  "32 22 0:52 / /work/over rw - ext4 /dev/sdc rw",
  "33 32 0:53 / /work/over rw - fuse.sshfs host:/ rw",
].join("\n");

function levels(root: string, free: number): string[] {
  const fs = { ...diskFs, read: () => Buffer.from(MOUNTS), free: () => free };
  return diskFindings({ ...realWorld(), fs }, root).map(({ code, level, what }) => `${code} ${level} ${what}`);
}

const GIB = 1024 ** 3;

describe("diskFindings()", () => {
  it("refuses network file systems and names the mount", () => {
    assert.equal(
      levels("/work/shared/shop", 9 * GIB)[1],
      "filesystem error The workspace is on a network file system (nfs4 at /work/shared)",
    );
  });

  it("judges by the longest mount, by the later of two at one place, and with escaped names", () => {
    assert.equal(levels("/work/sharedness", 9 * GIB)[1], "filesystem ok ext4 at /");
    assert.match(levels("/work/over/shop", 9 * GIB)[1] ?? "", /error .*fuse\.sshfs/);
    assert.equal(levels("/work/my disk/shop", 9 * GIB)[1], "filesystem ok xfs at /work/my disk");
  });

  it("warns of little space and refuses next to none", () => {
    assert.deepEqual(
      [9 * GIB, 0.5 * GIB, 0.01 * GIB].map((free) => levels("/work", free)[0]?.split(" ")[1]),
      ["ok", "warning", "error"],
    );
  });
});
