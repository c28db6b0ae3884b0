import { matchingPaths } from "../../../src/kernel/matching-paths.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";
import { isTable, type Manifest, readJson } from "../read-json.ts";

const atInstallation = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
const tokens = /\b(?:NPM_TOKEN|NODE_AUTH_TOKEN|JSR_TOKEN|CARGO_REGISTRY_TOKEN|PYPI_(?:API_)?TOKEN)\b/;

/** What is new in what is installed, run or trusted wherever the product goes. */
export function supplyChainRule({ changes, paths, text, settings }: PreflightFacts): Finding[] {
  const changed = new Set(changes.changes.filter(({ after }) => after !== null).map(({ path }) => path));
  const manifests = paths.filter((path) => changed.has(path) && /(?:^|\/)package\.json$/.test(path));
  const workflows = paths.filter((path) => changed.has(path) && /^\.github\/workflows\/.*\.ya?ml$/.test(path));
  const granted = new Set(matchingPaths(settings.granted, manifests));
  return [
    ...manifests.flatMap((path) => aboutManifest(path, text(path), granted.has(path))),
    ...(changed.has("package-lock.json") ? aboutLockfile("package-lock.json", text("package-lock.json").after) : []),
    ...workflows.flatMap((path) => aboutWorkflow(path, text(path).after ?? "")),
  ];
}

function aboutManifest(path: string, { before, after }: { before: string | null; after: string | null }, granted: boolean): Finding[] {
  const [old, now] = [manifestOf(before), manifestOf(after)];
  const scripts = granted
    ? []
    : atInstallation.filter((name) => member(now.scripts, name) !== undefined && member(now.scripts, name) !== member(old.scripts, name));
  const known = new Set(
    ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"].flatMap((name) => Object.keys(table(old[name]))),
  );
  const added = ["dependencies", "optionalDependencies"].flatMap((name) =>
    Object.entries(table(now[name])).filter(([one]) => !known.has(one)),
  );
  return [
    ...scripts.map((script) => finding("supply.install-script", { path, script })),
    ...(before === null
      ? []
      : added.map(([dependency, version]) => finding("supply.dependency", { path, dependency, version: String(version) }))),
  ];
}

function aboutLockfile(path: string, text: string | null): Finding[] {
  const packages = Object.entries(table(manifestOf(text).packages));
  const loose = packages.filter(
    ([name, entry]) => name.startsWith("node_modules/") && isTable(entry) && entry.link !== true && entry.integrity === undefined,
  );
  if (loose.length === 0) return [];
  const count = loose.length === 1 ? "1 package" : `${loose.length} packages`;
  return [finding("supply.integrity", { path, count, first: loose[0]?.[0] ?? "" })];
}

function aboutWorkflow(path: string, text: string): Finding[] {
  const actions = [...text.matchAll(/^\s*-?\s*uses:\s*["']?([^\s"'#]+)/gm)].map(([, action = ""]) => action);
  const loose = actions.filter(
    (action) => !action.startsWith("./") && !/@[0-9a-f]{40}$/.test(action) && !/@sha256:[0-9a-f]{64}$/.test(action),
  );
  const token = tokens.exec(text)?.[0];
  return [
    ...loose.map((action) => finding("supply.unpinned-action", { path, action })),
    ...(token === undefined ? [] : [finding("supply.token", { path, token })]),
  ];
}

function manifestOf(text: string | null): Manifest {
  const read = readJson(text ?? "{}");
  return "value" in read ? read.value : {};
}

const table = (value: unknown): Manifest => (isTable(value) ? value : {});
const member = (of: unknown, name: string): unknown => table(of)[name];
