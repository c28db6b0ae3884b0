import assert from "node:assert/strict";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { scanText } from "../../../publish/secrets/scan-text.ts";
import { textOf } from "../../../publish/secrets/text-of.ts";

const ROOT = join(import.meta.dirname ?? "", "../../../node_modules");
const LARGEST = 400_000;
const AT_LEAST = 2000;
/** Endings, and files without one: licences, programs, maps, declarations, pictures. */
const KINDS = 20;

/** What does look like a secret, and is meant to: tests of parsers, and the rules of the linter itself. */
const fixtures: readonly RegExp[] = [
  /\/fast-uri\/test\//, // URLs with a user and a password, to be parsed
  /\/zod\/src\/.*\/tests?\/string\.test\.ts$/, // a signed token and a URL with a password, to be validated
  /\/@secretlint\/secretlint-rule-preset-recommend\/module\/index\.js(?:\.map)?$/, // the examples in its own documentation
];

function ordinaryFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return ordinaryFiles(path);
    return entry.isFile() && lstatSync(path).size <= LARGEST ? [path] : [];
  });
}

describe("scanText()", () => {
  it("finds nothing in two thousand ordinary files of other people", async () => {
    const all = ordinaryFiles(ROOT).sort();
    assert.ok(all.length >= AT_LEAST, `${all.length} files`);
    // Every so many-th: each package is represented.
    const every = Math.floor(all.length / AT_LEAST);
    const found: string[] = [];
    const kinds = new Set<string>();
    for (const path of all.filter((_, at) => at % every === 0)) {
      const name = path.slice(ROOT.length + 1);
      if (fixtures.some((fixture) => fixture.test(`/${name}`))) continue;
      kinds.add(extname(name));
      const secrets = await scanText({ text: textOf(readFileSync(path)).text, path: name, place: name });
      found.push(...secrets.map(({ rule, place }) => `${rule} in ${place}`));
    }
    assert.deepEqual(found, []);
    assert.ok(kinds.size >= KINDS, `${[...kinds].join(" ")}: too much alike`);
  });
});
