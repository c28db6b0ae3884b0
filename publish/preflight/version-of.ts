import { readToml } from "../../src/work/toml/read-toml.ts";
import { isTable, type Manifest, readJson } from "./read-json.ts";

/** Files at the root that say which version the product has, and where in them; the first that is there is the one that others are held to. */
const places: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "package.json": [["version"]],
  "deno.json": [["version"]],
  "jsr.json": [["version"]],
  "package-lock.json": [["version"]],
  "Cargo.toml": [
    ["package", "version"],
    ["workspace", "package", "version"],
  ],
  "pyproject.toml": [
    ["project", "version"],
    ["tool", "poetry", "version"],
  ],
};

export const versionFiles: readonly string[] = [...Object.keys(places), "VERSION"];

export type NamedVersion = { version: string | null } | { problem: string };

/** The version that the text of such a file names; null where it names none, as one that is worked out from elsewhere. */
export function versionOf(path: string, text: string): NamedVersion {
  if (path === "VERSION") return { version: text.trim() === "" ? null : text.trim() };
  const read = path.endsWith(".toml") ? tomlTable(text) : readJson(text);
  if ("problem" in read) return read;
  const named = (places[path] ?? []).map((place) => at(read.value, place)).find((value) => typeof value === "string");
  return { version: typeof named === "string" ? named : null };
}

function at(manifest: Manifest, place: readonly string[]): unknown {
  return place.reduce<unknown>((value, name) => (isTable(value) ? value[name] : undefined), manifest);
}

function tomlTable(text: string): { value: Manifest } | { problem: string } {
  const read = readToml(text);
  return read.ok ? { value: read.table } : { problem: `line ${read.line}: ${read.problem}` };
}
