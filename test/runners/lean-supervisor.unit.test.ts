import assert from "node:assert/strict";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "@std/testing/bdd";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** Every module that `path` loads at its start, types left out. */
function loaded(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!path.startsWith("/")) return seen;
  const text = fs.readFileSync(path, "utf8");
  for (const [, names = "", from = ""] of text.matchAll(/^import (?!type )([^"]*?)(?: from )?"([^"]+)";$/gm)) {
    if (/^\{(\s*type [^,}]+,?)+\s*\}$/.test(names)) continue;
    loaded(from.startsWith(".") ? join(dirname(path), from) : from, seen);
  }
  return seen;
}

describe("supervisor/entry.ts", () => {
  it("loads little: our kernel and runners, what tokens cost, and of the platform only fs and path", () => {
    const modules = [...loaded(join(src, "runners/supervisor/entry.ts"))];
    assert.ok(modules.length > 10, "the search found no imports");
    const ours = modules.filter((path) => path.startsWith("/"));
    for (const path of ours) assert.match(path.slice(src.length), /^(kernel\/(real|replace-file|fs-error)|runners\/|state\/cost-of\.ts$)/);
    assert.deepEqual(modules.filter((path) => !path.startsWith("/")).sort(), ["node:fs", "node:path"]);
  });
});
