import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { sha256 } from "../../src/kernel/sha256.ts";
import { removeIfSame, setAsideInvalid } from "../../src/workspace/documents/set-aside-invalid.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";

const BYTES = "no document\n";
const order = (fs: FaultyFs, revision: string | null = sha256(BYTES)) => ({ fs, directory: "/d", name: "x.md", revision, reason: "why\n" });

/** A disk on which the file lies safely. */
function disk(seed = 1): FaultyFs {
  const fs = new FaultyFs({ seed });
  fs.makeDirectory("/d");
  fs.write("/d/x.md", BYTES);
  const file = fs.open("/d/x.md", "write");
  file.sync();
  file.close();
  fs.syncDirectory("/d");
  fs.syncDirectory("/");
  return fs;
}

const text = (fs: FaultyFs, name: string): string => Buffer.from(fs.read(`/d/${name}`)).toString();

describe("setAsideInvalid()", () => {
  it("moves the bytes beside, with the reason, and takes the next number where the name is taken", () => {
    const fs = disk();
    assert.equal(setAsideInvalid(order(fs)), "x.md.invalid");
    assert.deepEqual([text(fs, "x.md.invalid"), text(fs, "x.md.invalid.reason.txt")], [BYTES, "why\n"]);
    fs.write("/d/x.md", BYTES);
    assert.equal(setAsideInvalid(order(fs)), "x.md.invalid.2");
    assert.equal(setAsideInvalid(order(fs)), null);
  });

  it("puts bytes back that were not judged", () => {
    const fs = disk();
    fs.write("/d/x.md", "# Mended meanwhile\n");
    assert.equal(setAsideInvalid(order(fs)), null);
    assert.deepEqual(fs.list("/d"), ["x.md"]);
    assert.equal(text(fs, "x.md"), "# Mended meanwhile\n");
  });

  it("loses nothing when the machine ends at any operation", () => {
    for (let end = 1; end <= 12; end++) {
      for (let seed = 1; seed <= 20; seed++) {
        const fs = disk(seed);
        const last = fs.operations + end;
        fs.plan = ({ index }) => (index === last ? { kind: "crash" } : undefined);
        try {
          setAsideInvalid(order(fs));
        } catch (error) {
          if (!(error instanceof CrashError)) throw error;
        }
        const after = fs.crash();
        const names = after.list("/d").filter((name) => !name.endsWith(".reason.txt"));
        assert.ok(
          names.some((name) => text(after, name) === BYTES),
          `crash at ${end}, seed ${seed}: ${names.join()}`,
        );
      }
    }
  });
});

describe("removeIfSame()", () => {
  it("removes the bytes that were taken, and no others", () => {
    const fs = disk();
    removeIfSame(fs, "/d", "x.md", sha256("something else"));
    assert.deepEqual([fs.list("/d"), text(fs, "x.md")], [["x.md"], BYTES]);
    removeIfSame(fs, "/d", "x.md", sha256(BYTES));
    assert.deepEqual(fs.list("/d"), []);
    removeIfSame(fs, "/d", "x.md", sha256(BYTES));
  });
});
