import { matchingPaths } from "../../../src/kernel/matching-paths.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";
import { isTable, type Manifest, readJson } from "../read-json.ts";
import { addedDependencies } from "./added-dependencies.ts";

const atInstallation = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
const tokens = /\b(?:NPM_TOKEN|NODE_AUTH_TOKEN|JSR_TOKEN|CARGO_REGISTRY_TOKEN|PYPI_(?:API_)?TOKEN)\b/;

/** What is new in what is installed, run or trusted wherever the product goes. */
export function supplyChainRule({ changes, earlier, paths, text, settings }: PreflightFacts): Finding[] {
  const published = [...changes.changes, ...earlier.map(({ change }) => change)];
  const changed = new Set(published.filter(({ after }) => after !== null).map(({ path }) => path));
  const manifests = paths.filter((path) => changed.has(path) && /(?:^|\/)package\.json$/.test(path));
  const workflows = paths.filter((path) => changed.has(path) && /^\.github\/workflows\/.*\.ya?ml$/.test(path));
  const granted = new Set(matchingPaths(settings.granted, manifests));
  return [
    ...manifests.flatMap((path) => aboutManifest(path, text(path), granted.has(path), settings.dependencies)),
    ...(changed.has("package-lock.json") ? aboutLockfile("package-lock.json", text("package-lock.json").after) : []),
    ...workflows.flatMap((path) => aboutWorkflow(path, text(path).after ?? "")),
  ];
}

interface Texts {
  before: string | null;
  after: string | null;
}

function aboutManifest(path: string, texts: Texts, granted: boolean, allowed: readonly string[] | null): Finding[] {
  const [old, now] = [manifestOf(texts.before), manifestOf(texts.after)];
  const scripts = granted
    ? []
    : atInstallation.filter((name) => member(now.scripts, name) !== undefined && member(now.scripts, name) !== member(old.scripts, name));
  return [
    ...scripts.map((script) => finding("supply.install-script", { path, script })),
    ...(texts.before === null ? [] : ofDependencies(path, addedDependencies(texts), allowed)),
  ];
}

/** Without a list of what is allowed each is only pointed out. */
function ofDependencies(path: string, added: ReturnType<typeof addedDependencies>, allowed: readonly string[] | null): Finding[] {
  const granted = new Set(
    matchingPaths(
      allowed ?? [],
      added.map(([name]) => name),
    ),
  );
  return added
    .filter(([name]) => !granted.has(name))
    .map(([dependency, version]) =>
      finding("supply.dependency", { path, dependency, version }, null, allowed === null ? undefined : "block"),
    );
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
