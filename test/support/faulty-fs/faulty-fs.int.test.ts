import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { CrashError } from "./crash-error.ts";
import { FaultyFs } from "./faulty-fs.ts";
import { fsContract } from "./fs-contract.ts";

fsContract("diskFs keeps the contract of Fs", () => {
  const home = mkdtempSync(join(tmpdir(), "millrace-fs-"));
  return { fs: diskFs, home, dispose: () => rmSync(home, { recursive: true, force: true }) };
});

fsContract("FaultyFs keeps the contract of Fs", () => {
  const fs = new FaultyFs({ seed: 1 });
  fs.makeDirectory("/home");
  return { fs, home: "/home", dispose: () => undefined };
});

const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

/** What became of `/d/a` after a crash, for each of many seeds. */
function fates(prepare: (fs: FaultyFs) => void): Set<string | null> {
  return new Set(
    seeds.map((seed) => {
      const fs = new FaultyFs({ seed });
      fs.makeDirectory("/d");
      fs.syncDirectory("/");
      prepare(fs);
      const after = fs.crash();
      return after.facts("/d/a") ? Buffer.from(after.read("/d/a")).toString() : null;
    }),
  );
}

function synced(fs: FaultyFs, path: string, content: string): void {
  const file = fs.open(path, "create");
  file.write(Buffer.from(content), 0);
  file.sync();
  file.close();
}

describe("FaultyFs.crash()", () => {
  it("keeps what was synced, with its entry", () => {
    const found = fates((fs) => {
      synced(fs, "/d/a", "bytes");
      fs.syncDirectory("/d");
    });
    assert.deepEqual([...found], ["bytes"]);
  });

  it("may lose an entry whose directory was not synced", () => {
    assert.deepEqual(
      fates((fs) => synced(fs, "/d/a", "bytes")),
      new Set([null, "bytes"]),
    );
  });

  it("may keep unsynced bytes, lose them, or keep a part", () => {
    const found = fates((fs) => {
      synced(fs, "/d/a", "");
      fs.syncDirectory("/d");
      fs.append("/d/a", "bytes");
    });
    assert.ok(found.has("") && found.has("bytes") && found.has("by"), [...found].join());
  });

  it("moves a renamed file whole: never both names, never none", () => {
    const found = fates((fs) => {
      synced(fs, "/d/b", "bytes");
      fs.syncDirectory("/d");
      fs.rename("/d/b", "/d/a");
      const both = fs.crash();
      assert.notEqual(both.facts("/d/a") === null, both.facts("/d/b") === null);
    });
    assert.deepEqual(found, new Set([null, "bytes"]));
  });

  it("loses what a failed sync should have kept, whatever is synced later", () => {
    const found = fates((fs) => {
      synced(fs, "/d/a", "");
      fs.syncDirectory("/d");
      const file = fs.open("/d/a", "write");
      file.write(Buffer.from("bytes"), 0);
      fs.plan = () => ({ kind: "error", code: "EIO" });
      assert.throws(
        () => file.sync(),
        (error) => isFsError(error, "EIO"),
      );
      fs.plan = undefined;
      file.sync();
    });
    assert.deepEqual([...found], [""]);
  });

  it("leaves the old disk dead", () => {
    const fs = new FaultyFs({ seed: 1 });
    fs.crash();
    assert.throws(() => fs.list("/"), CrashError);
  });
});

describe("FaultyFs.twin()", () => {
  it("is another disk with what programs see, which lives on beside the first", () => {
    const fs = new FaultyFs({ seed: 1 });
    fs.makeDirectory("/d");
    fs.write("/d/a", "seen");
    const twin = fs.twin();
    twin.append("/d/a", " and more");
    fs.remove("/d/a");
    assert.equal(Buffer.from(twin.crash().read("/d/a")).toString().slice(0, 4), "seen");
    assert.deepEqual([fs.list("/d"), fs.facts("/d/a")], [[], null]);
  });
});

describe("FaultyFs.plan", () => {
  it("fails reads, of files and of directories, and counts them as no operation", () => {
    const fs = new FaultyFs({ seed: 1 });
    fs.write("/a", "abc");
    const before = fs.operations;
    const file = fs.open("/a", "read");
    fs.plan = ({ name }) => (name === "read" ? { kind: "error", code: "EIO" } : undefined);
    for (const read of [() => fs.read("/a"), () => fs.list("/"), () => file.read(Buffer.alloc(3), 0)])
      assert.throws(read, (error) => isFsError(error, "EIO"));
    assert.equal(fs.operations, before);
  });

  it("fails, shortens or kills the operation that it names", () => {
    const fs = new FaultyFs({ seed: 1 });
    const file = fs.open("/a", "create");
    fs.plan = ({ index }) => [undefined, { kind: "error", code: "ENOSPC" } as const, { kind: "short", bytes: 2 } as const][index - 1];
    assert.throws(
      () => file.write(Buffer.from("abc"), 0),
      (error) => isFsError(error, "ENOSPC"),
    );
    assert.equal(file.size(), 0);
    assert.equal(file.write(Buffer.from("abc"), 0), 2);
    fs.plan = () => ({ kind: "crash", bytes: 1 });
    assert.throws(() => file.write(Buffer.from("c"), 2), CrashError);
  });
});
