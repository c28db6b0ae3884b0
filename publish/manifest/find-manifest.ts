import { join } from "node:path";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import type { Manifest } from "./manifest.ts";
import { parseManifest } from "./parse-manifest.ts";
import { parseOlderManifest } from "./parse-older-manifest.ts";
import { shippedManifest } from "./shipped-manifest.ts";

/** Where a manifest is looked for, in this order, relative to the workspace. */
const places = ["millrace-agents/staging.toml", "staging.toml", "millrace-agents/staging_manifest.yml", "agents/staging_manifest.yml"];

/**
 * The staging manifest of a workspace: the file that was named (relative to it), else the first of the usual places, else
 * the one that ships. Throws `publish.manifest` with every problem, and `publish.manifest-missing` for a named one that is not there.
 */
export async function findManifest(fs: Fs, root: string, named: string | null): Promise<Manifest> {
  const there = places.filter((place) => fs.facts(join(root, place))?.kind === "file");
  const file = named ?? there[0];
  const passedOver = there.filter((place) => place !== file);
  if (file === undefined) {
    return { file: "package:staging", form: "shipped", passedOver, hash: sha256(JSON.stringify(shippedManifest)), ...shippedManifest };
  }
  if (fs.facts(join(root, file))?.kind !== "file") throw new MillraceError("publish.manifest-missing", { file });
  const bytes = fs.read(join(root, file));
  const form = /\.ya?ml$/i.test(file) ? "yaml" : "toml";
  const text = Buffer.from(bytes).toString();
  const parsed = form === "yaml" ? parseOlderManifest(text) : await parseManifest(text, file);
  if (!parsed.ok) throw new MillraceError("publish.manifest", { file, problems: parsed.problems });
  return { file, form, passedOver, hash: sha256(bytes), exclude: parsed.exclude, entries: parsed.entries };
}
