import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Changes, GitPort } from "../git/port.ts";
import type { EarlierChange, PreflightFacts } from "./facts.ts";

/** Files whose text some rule reads. */
const read =
  /(?:^|\/)package\.json$|^(?:deno|jsr)\.json$|^(?:Cargo|pyproject)\.toml$|^(?:VERSION|CHANGELOG\.md)$|^(?:package-lock\.json|bun\.lock)$|^\.github\/workflows\/.*\.ya?ml$/;
const LARGEST = 32 * 1024 * 1024;

/** The texts that rules read, as what is published has them and as they are to be. */
export async function readTexts(
  port: GitPort,
  { changes }: Changes,
  earlier: readonly EarlierChange[],
  paths: readonly string[],
): Promise<PreflightFacts["text"]> {
  // Of several changes the first one says what there was before.
  const changed = new Map([...changes, ...earlier.map(({ change }) => change).reverse()].map((change) => [change.path, change]));
  const texts = new Map<string, { before: string | null; after: string | null }>();
  for (const path of paths.filter((one) => read.test(one))) {
    const change = changed.get(path);
    const after = textOnDisk(join(port.facts.root, path));
    const before = change === undefined ? after : change.before === null ? null : await textOf(port, change.before.oid);
    texts.set(path, { before, after });
  }
  return (path) => texts.get(path) ?? { before: null, after: null };
}

async function textOf(port: GitPort, oid: string): Promise<string> {
  return Buffer.from(await port.readBlob(oid)).toString();
}

function textOnDisk(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= LARGEST ? readFileSync(path, "utf8") : null;
}
