import assert from "node:assert/strict";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { loadNativeCalls } from "../../src/kernel/real/proc-native.ts";
import { spawnPiped } from "../../src/kernel/real/proc-piped.ts";

async function written(command: string): Promise<{ lines: string[]; code: number | null }> {
  const order = { argv: ["sh", "-c", command], cwd: "/", env: { PATH: process.env.PATH ?? "" }, stdin: null, merge: true };
  const chunks: Uint8Array[] = [];
  const child = await spawnPiped(order, await loadNativeCalls(), (_, bytes) => chunks.push(bytes.slice()) > 0);
  assert.ok(!("error" in child));
  const { code } = await child.exited;
  await child.drained;
  return { lines: Buffer.concat(chunks).toString().trimEnd().split("\n"), code };
}

describe("spawnPiped() with one pipe for both outputs", { ignore: process.platform !== "linux" }, () => {
  it("keeps the order of writing", async () => {
    const { lines, code } = await written('i=0; while [ $i -lt 300 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done; exit 3');
    assert.deepEqual(lines, Array.from({ length: 300 }, (_, index) => [`out ${index}`, `err ${index}`]).flat());
    assert.equal(code, 3);
  });

  it("is the program itself, not a shell before it", async () => {
    const { lines } = await written('echo $$; tr "\\0" " " < /proc/$$/cmdline');
    assert.match(lines[1] ?? "", /^sh -c echo /);
  });
});
