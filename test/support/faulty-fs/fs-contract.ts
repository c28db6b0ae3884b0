import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import type { Fs } from "../../../src/kernel/ports/fs.ts";

/** A disk under test: `home` is an empty directory on it. */
export interface DiskUnderTest {
  fs: Fs;
  home: string;
  dispose: () => void;
}

const fails = (code: string, action: () => unknown): void => assert.throws(action, (error) => isFsError(error, code));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What the product expects of any disk, so that the one in memory may stand in for the machine's. */
export function fsContract(name: string, make: () => DiskUnderTest): void {
  describe(name, () => {
    let disk: DiskUnderTest;
    let at: (path: string) => string;
    beforeEach(() => {
      disk = make();
      at = (path) => join(disk.home, path);
    });
    afterEach(() => disk.dispose());

    it("write() replaces, append() adds, read() gives the bytes", () => {
      disk.fs.write(at("a"), "longer text");
      disk.fs.write(at("a"), "text");
      disk.fs.append(at("a"), new Uint8Array([33]));
      disk.fs.append(at("b"), "new");
      assert.equal(text(disk.fs.read(at("a"))), "text!");
      assert.equal(text(disk.fs.read(at("b"))), "new");
    });

    it("read(), write(), append() and open() fail with the platform's codes", () => {
      fails("ENOENT", () => disk.fs.read(at("none")));
      fails("ENOENT", () => disk.fs.write(at("none/a"), ""));
      fails("ENOENT", () => disk.fs.append(at("none/a"), ""));
      fails("ENOENT", () => disk.fs.open(at("none"), "read"));
      fails("ENOENT", () => disk.fs.open(at("none"), "write"));
      fails("EISDIR", () => disk.fs.read(disk.home));
      disk.fs.write(at("a"), "");
      fails("EEXIST", () => disk.fs.open(at("a"), "create"));
    });

    it("claim() creates once", () => {
      assert.equal(disk.fs.claim(at("a"), "first"), true);
      assert.equal(disk.fs.claim(at("a"), "second"), false);
      assert.equal(text(disk.fs.read(at("a"))), "first");
    });

    it("facts() tells kind, size and mode, and null for what is not there", () => {
      disk.fs.write(at("a"), "12345", 0o600);
      const { modified, ...facts } = disk.fs.facts(at("a")) ?? assert.fail("no facts");
      assert.deepEqual(facts, { kind: "file", size: 5, mode: 0o600 });
      assert.ok(modified >= 0);
      assert.equal(disk.fs.facts(disk.home)?.kind, "directory");
      assert.equal(disk.fs.facts(at("none")), null);
      assert.equal(disk.fs.facts(at("none/below")), null);
    });

    it("list() gives names, and none for what is not there", () => {
      disk.fs.write(at("a"), "");
      disk.fs.makeDirectory(at("d/e"));
      assert.deepEqual(disk.fs.list(disk.home).sort(), ["a", "d"]);
      assert.deepEqual(disk.fs.list(at("none")), []);
      fails("ENOTDIR", () => disk.fs.list(at("a")));
    });

    it("makeDirectory() makes what is missing and takes what is there", () => {
      disk.fs.makeDirectory(at("d/e/f"));
      disk.fs.makeDirectory(at("d/e"));
      assert.deepEqual(disk.fs.list(at("d/e")), ["f"]);
    });

    it("rename() moves files and directories and replaces a file", () => {
      disk.fs.write(at("a"), "a");
      disk.fs.write(at("b"), "b");
      disk.fs.rename(at("a"), at("b"));
      assert.equal(text(disk.fs.read(at("b"))), "a");
      assert.equal(disk.fs.facts(at("a")), null);
      disk.fs.makeDirectory(at("d/e"));
      disk.fs.rename(at("b"), at("d/e/c"));
      disk.fs.rename(at("d"), at("g"));
      assert.equal(text(disk.fs.read(at("g/e/c"))), "a");
      fails("ENOENT", () => disk.fs.rename(at("none"), at("x")));
      disk.fs.makeDirectory(at("h"));
      fails("ENOTEMPTY", () => disk.fs.rename(at("h"), at("g")));
    });

    it("remove() and removeTree() take away and pass over what is not there; copy() copies", () => {
      disk.fs.makeDirectory(at("d/e"));
      disk.fs.write(at("d/e/a"), "a");
      disk.fs.copy(at("d/e/a"), at("b"));
      disk.fs.removeTree(at("d"));
      disk.fs.removeTree(at("d"));
      assert.equal(disk.fs.facts(at("d")), null);
      assert.equal(text(disk.fs.read(at("b"))), "a");
      disk.fs.remove(at("b"));
      disk.fs.remove(at("b"));
      assert.equal(disk.fs.facts(at("b")), null);
      fails("ENOENT", () => disk.fs.copy(at("none"), at("x")));
    });

    it("open() reads and writes at positions, fills holes with zeros, truncates", async () => {
      const file = disk.fs.open(at("a"), "create");
      assert.equal(file.write(Buffer.from("abc"), 0), 3);
      assert.equal(file.write(Buffer.from("xyz"), 5), 3);
      assert.equal(file.size(), 8);
      const into = Buffer.alloc(20);
      assert.equal(file.read(into, 0), 8);
      assert.equal(into.toString("latin1", 0, 8), "abc\0\0xyz");
      assert.equal(file.read(into, 6), 2);
      assert.equal(file.read(into, 8), 0);
      file.truncate(2);
      file.truncate(4);
      file.sync();
      await file.syncSoon();
      file.close();
      assert.equal(text(disk.fs.read(at("a"))), "ab\0\0");
      const reader = disk.fs.open(at("a"), "read");
      fails("EBADF", () => reader.write(Buffer.from("q"), 0));
      reader.close();
      const writer = disk.fs.open(at("a"), "write");
      writer.write(Buffer.from("Z"), 1);
      writer.close();
      assert.equal(text(disk.fs.read(at("a"))), "aZ\0\0");
    });

    it("syncDirectory() takes a directory; free() tells bytes", () => {
      disk.fs.syncDirectory(disk.home);
      fails("ENOENT", () => disk.fs.syncDirectory(at("none")));
      assert.ok(disk.fs.free(disk.home) > 0);
    });
  });
}
