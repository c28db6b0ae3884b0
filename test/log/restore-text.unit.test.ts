import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { sha256 } from "../../src/kernel/sha256.ts";
import { storeBlob } from "../../src/log/blobs.ts";
import { blobPath, tombstonePath } from "../../src/log/layout.ts";
import { restoreText } from "../../src/log/restore-text.ts";
import { textProblem } from "../../src/log/text-problem.ts";
import { LogWorld } from "./log-world.ts";

const text = "a plan";
const hash = sha256(text);

/** A log with the text among its blobs. */
function withText(): LogWorld {
  const world = new LogWorld();
  world.open();
  storeBlob(world.fs, world.directory, text);
  return world;
}

describe("restoreText()", () => {
  const damages: [string, (world: LogWorld, path: string) => void][] = [
    ["missing", (world, path) => world.fs.remove(path)],
    ["of the same length", (world, path) => world.fs.write(path, Buffer.from("A PLAN"))],
    ["empty", (world, path) => world.fs.write(path, new Uint8Array())],
  ];
  for (const [what, damage] of damages) {
    it(`stores a text again that is ${what}, durably`, () => {
      const world = withText();
      damage(world, blobPath(world.directory, hash));
      assert.notEqual(textProblem(world.fs, world.directory, hash), null);
      restoreText(world.fs, world.directory, { hash, text });
      assert.equal(textProblem(world.fs.crash(), world.directory, hash), null);
    });
  }

  it("does nothing where it is there", () => {
    const world = withText();
    const operations: string[] = [];
    world.fs.plan = ({ name }) => void operations.push(name);
    restoreText(world.fs, world.directory, { hash, text });
    assert.deepEqual(operations, ["read"]);
  });

  it("leaves away what was redacted", () => {
    const world = withText();
    world.fs.remove(blobPath(world.directory, hash));
    world.fs.write(tombstonePath(world.directory, hash), new Uint8Array());
    restoreText(world.fs, world.directory, { hash, text });
    assert.equal(textProblem(world.fs, world.directory, hash), "it was redacted");
  });
});
