import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { type SourceFile, sourceFile } from "../project/house/source-file.ts";

const ROOT = join(import.meta.dirname ?? "", "../..");

/** What each of these costs at every start: 40 ms, 19 ms, 70 ms, 8 ms, 4 ms and more (measured). */
const HEAVY = /^(zod|xstate|isomorphic-git|hono|smol-toml|node:tty|node:readline)\b/;

/** These choose one of many by a dynamic import, so what they could load is not what one command loads. */
const SWITCHES = new Set([
  "src/cli/main.ts",
  "src/cli/renderers.ts",
  "src/operations/registry.ts",
  "src/operations/work-registry.ts",
  "src/operations/publish-registry.ts",
]);

const parsed = new Map<string, SourceFile>();

function parse(path: string): SourceFile {
  const known = parsed.get(path) ?? sourceFile(path, readFileSync(join(ROOT, path), "utf8"));
  parsed.set(path, known);
  return known;
}

/** The heavy packages that a command loads, each with the file that imports it. */
function heavyOf(entries: readonly string[]): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { specifier, target, kind, typeOnly } of parse(path).imports) {
      if (typeOnly || (kind === "dynamic" && (SWITCHES.has(path) || !path.startsWith("src/operations/")))) continue;
      if (HEAVY.test(specifier)) found.push(`${specifier} in ${path}`);
      if (target?.endsWith(".ts")) waiting.push(target);
    }
  }
  return found;
}

describe("cold start", () => {
  const commands: [name: string, ...files: string[]][] = [
    ["--help", "src/cli/help/root-help.ts"],
    ["status", "src/operations/status.ts", "src/cli/render/status.ts"],
    ["attention", "src/operations/attention.ts", "src/cli/render/attention.ts"],
    ["queue ls", "src/operations/queue-list.ts", "src/cli/render/queue-list.ts"],
    ["queue show", "src/operations/queue-show.ts", "src/cli/render/queue-show.ts"],
    ["runs ls", "src/operations/runs-list.ts", "src/cli/render/runs-list.ts"],
    ["logs", "src/operations/logs.ts", "src/cli/render/logs.ts"],
    ["why", "src/operations/why.ts", "src/cli/render/why.ts"],
  ];
  for (const [name, ...files] of commands) {
    it(`loads no heavy package for ${name}`, () => {
      const performing = name === "--help" ? [] : ["src/cli/perform-operation.ts"];
      assert.deepEqual(heavyOf(["src/cli/main.ts", ...performing, ...files]), []);
    });
  }

  it("would find one: reading tasks from lines loads zod", () => {
    assert.notDeepEqual(heavyOf(["src/operations/task-add-many.ts"]), []);
  });
});
