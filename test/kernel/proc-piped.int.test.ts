// needs: bun, because Deno has its own pipes for a child's output.
import assert from "node:assert/strict";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { loadNativeCalls } from "../../src/kernel/real/proc-native.ts";
import { spawnPiped } from "../../src/kernel/real/proc-piped.ts";

/** Writes so many bytes at once without waiting, and fails where the pipe does not take them all. */
const atOnce = (bytes: number): string[] => ["dd", "if=/dev/zero", `bs=${bytes}`, "count=1", "oflag=nonblock", "status=none"];

describe("spawnPiped()", { ignore: process.platform !== "linux" }, () => {
  it("loses nothing of a program that does not wait for its reader and ends after its last word", async () => {
    let received = 0;
    const order = { argv: atOnce(900_000), cwd: "/", env: { PATH: process.env.PATH ?? "" }, stdin: null, merge: false };
    const child = await spawnPiped(order, await loadNativeCalls(), (stream, bytes) => {
      if (stream === "stdout") received += bytes.length;
      return true;
    });
    assert.ok(!("error" in child));
    assert.deepEqual(await child.exited, { code: 0, signal: null });
    await child.drained;
    assert.equal(received, 900_000);
  });
});
