import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";
import { isTable, type Manifest, readJson } from "../read-json.ts";
import { versionFiles, versionOf } from "../version-of.ts";

/** Whether versions, lockfile and changelog of the product agree, and what it exports is told. */
export function productRule({ paths, text }: PreflightFacts): Finding[] {
  const has = new Set(paths);
  const found: Finding[] = [];
  const versions: { path: string; version: string }[] = [];
  for (const path of versionFiles) {
    if (!has.has(path)) continue;
    const read = versionOf(path, text(path).after ?? "");
    // What is wrong with a lockfile is told where it is compared.
    if ("problem" in read && path === "package-lock.json") continue;
    if ("problem" in read) found.push(finding("manifests.malformed", { path, problem: read.problem }));
    else if (read.version !== null) versions.push({ path, version: read.version });
  }
  const [first, ...others] = versions;
  for (const other of others) {
    if (first && other.version !== first.version)
      found.push(
        finding("manifests.version", { path: first.path, version: first.version, other: other.path, otherVersion: other.version }),
      );
  }
  return [...found, ...changelog(first, has, text), ...lockfile(has, text), ...exported(text)];
}

type Text = PreflightFacts["text"];

function changelog(named: { path: string; version: string } | undefined, has: ReadonlySet<string>, text: Text): Finding[] {
  if (!named || !has.has("CHANGELOG.md")) return [];
  const { before } = text(named.path);
  const old = before === null ? null : versionOf(named.path, before);
  const isNew = old === null || "problem" in old || old.version !== named.version;
  const told = (text("CHANGELOG.md").after ?? "").includes(named.version);
  return isNew && !told ? [finding("manifests.changelog", { version: named.version })] : [];
}

function lockfile(has: ReadonlySet<string>, text: Text): Finding[] {
  if (!has.has("package.json")) return [];
  const manifest = readJson(text("package.json").after ?? "{}");
  if ("problem" in manifest) return [];
  const wanted = dependenciesOf(manifest.value);
  for (const [path, place] of [
    ["package-lock.json", "packages"],
    ["bun.lock", "workspaces"],
  ] as const) {
    if (!has.has(path)) continue;
    const lock = readJson(text(path).after ?? "{}");
    if ("problem" in lock) return [finding("manifests.malformed", { path, problem: lock.problem })];
    const root = isTable(lock.value[place]) ? lock.value[place][""] : undefined;
    if (!isTable(root)) continue;
    const locked = dependenciesOf(root);
    return [...wanted]
      .filter(([name, version]) => locked.get(name) !== version)
      .map(([dependency]) => finding("manifests.lockfile", { path, dependency }));
  }
  return [];
}

function dependenciesOf(manifest: Manifest): Map<string, string> {
  const all = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((name) => {
    const table = manifest[name];
    return isTable(table) ? Object.entries(table) : [];
  });
  return new Map(all.map(([name, version]) => [name, String(version)]));
}

const surface = ["exports", "main", "module", "types", "bin"];

/** What others import or run is a promise: it changes with a version, or with a word about it. */
function exported(text: Text): Finding[] {
  const path = "package.json";
  const { before, after } = text(path);
  if (before === null || after === null) return [];
  const [old, now] = [readJson(before), readJson(after)];
  const log = text("CHANGELOG.md");
  if ("problem" in old || "problem" in now || old.value.version !== now.value.version || log.before !== log.after) return [];
  const changed = surface.filter((member) => JSON.stringify(old.value[member]) !== JSON.stringify(now.value[member]));
  return changed.map((member) => finding("manifests.exports", { path, member }));
}
