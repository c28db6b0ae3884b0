import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Git } from "../../src/delivery/git/git.ts";
import { unfinished } from "../../src/delivery/git/unfinished.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { type AttributeFindings, noteAttributes } from "./attributes.ts";
import type { GitFacts, HookFacts, Inspection, RemoteFacts } from "./facts.ts";
import type { GitConfig } from "./git-config.ts";
import { findIndexLock } from "./index-lock.ts";
import { embedsCredentials, masked, transportOf } from "./mask-url.ts";
import { findPlace, type Place } from "./place.ts";
import { readConfig } from "./read-config.ts";
import { readIndex } from "./read-index.ts";
import { readHead } from "./ref-files.ts";
import { remoteUrls } from "./remote-urls.ts";

export interface InspectOptions {
  /** The git program; `git` when absent. */
  program?: string;
  env?: Readonly<Record<string, string | undefined>>;
}

/** Looks at the repository that holds a directory. Reads only; where git itself can be run, it tells the settings. */
export async function inspectRepository(directory: string, options: InspectOptions = {}): Promise<Inspection> {
  if (!existsSync(directory)) return { type: "none", reason: `there is no directory ${directory}` };
  const place = findPlace(directory);
  if (place === null) return { type: "none", reason: `${directory} lies in no git repository` };
  const command = new Git(place.root, options.program ?? "git");
  // Asked at once: each start of git costs as much as what it answers.
  const listed = readConfig(command, place.gitDirectory, place.commonDirectory);
  const [version] = await Promise.all([versionOf(command), listed.catch(() => null)]);
  const { config, complete } = version === null ? await readConfig(null, place.gitDirectory, place.commonDirectory) : await listed;
  return { type: "repository", facts: factsOf(place, config, complete, version, options.env ?? process.env) };
}

function factsOf(
  place: Place,
  config: GitConfig,
  complete: boolean,
  git: string | null,
  env: NonNullable<InspectOptions["env"]>,
): GitFacts {
  const { gitDirectory, commonDirectory, root } = place;
  const objectFormat = config.get("extensions.objectformat") === "sha256" ? "sha256" : "sha1";
  const indexPath = join(gitDirectory, "index");
  const index = readIndex(indexPath, objectFormat === "sha1" ? 20 : 32);
  const entries = index?.entries ?? [];
  const attributes: AttributeFindings = { filters: new Set(), conversions: new Set() };
  const files = entries.flatMap(({ path }) => (path === ".gitattributes" || path.endsWith("/.gitattributes") ? [join(root, path)] : []));
  const own = config.get("core.attributesfile");
  const everywhere = own === undefined ? join(configHome(env), "git/attributes") : expanded(own, root);
  for (const path of new Set([join(root, ".gitattributes"), join(commonDirectory, "info/attributes"), everywhere, ...files])) {
    noteAttributes(path, attributes);
  }
  if (config.get("core.eol") !== undefined) attributes.conversions.add("eol");
  const extensions = [...config.keys()].flatMap((key) => (key.startsWith("extensions.") ? [key.slice("extensions.".length)] : []));
  const head = readHead(place);
  return {
    ...place,
    objectFormat,
    extensions: extensions.filter((name) => !["objectformat", "partialclone", "worktreeconfig"].includes(name)),
    settingsComplete: complete,
    indexVersion: index?.version ?? null,
    splitIndex: index?.extensions.includes("link") === true || namesIn(gitDirectory).some((name) => name.startsWith("sharedindex.")),
    sparse:
      config.flag("core.sparsecheckout") || index?.extensions.includes("sdir") === true || entries.some(({ skipWorktree }) => skipWorktree),
    partialClone: config.get("extensions.partialclone") !== undefined || config.names("remote", "promisor").length > 0,
    shallow: existsSync(join(commonDirectory, "shallow")),
    alternates: existsSync(join(commonDirectory, "objects/info/alternates")),
    submodules: existsSync(join(root, ".gitmodules")) || entries.some(({ mode }) => (mode & 0o170000) === 0o160000),
    filters: [...attributes.filters].sort(),
    conversions: [...attributes.conversions].sort(),
    autocrlf: config.get("core.autocrlf") === "input" ? "input" : config.flag("core.autocrlf") ? "true" : "false",
    ignoresFileMode: !config.flag("core.filemode", true),
    operation: operationIn(gitDirectory),
    indexLock: findIndexLock(indexPath, Date.now()),
    head,
    remotes: remotesOf(config),
    upstream: head.type === "detached" ? null : upstreamOf(config, head.branch),
    ...hooksOf(place, config),
    signing: {
      commits: config.flag("commit.gpgsign"),
      tags: config.flag("tag.gpgsign"),
      format: formatOf(config.get("gpg.format")),
      key: config.get("user.signingkey") ?? null,
    },
    identity: identityOf(config, env),
    excludesFile: excludesOf(config, root, env),
    httpSettings: httpSettingsOf(config, env),
    git,
  };
}

const HTTP_NAMES =
  /^http\.(.*\.)?(proxy|proxyauthmethod|extraheader|sslcainfo|sslcapath|sslcert|sslkey|sslverify|cookiefile|useragent|sslbackend|curloptresolve)$/;

function httpSettingsOf(config: GitConfig, env: NonNullable<InspectOptions["env"]>): string[] {
  const variables = Object.keys(env).filter((name) => env[name] && /^(https?_proxy|all_proxy|GIT_SSL_\w+|GIT_PROXY_\w+)$/i.test(name));
  return [...[...config.keys()].filter((key) => HTTP_NAMES.test(key)), ...variables].sort();
}

async function versionOf(git: Git): Promise<string | null> {
  try {
    return /\d+(\.\d+)+/.exec(await git.line(["version"]))?.[0] ?? null;
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}

function operationIn(gitDirectory: string): string | null {
  if (existsSync(join(gitDirectory, "rebase-apply/applying"))) return "am";
  return unfinished(gitDirectory);
}

function remotesOf(config: GitConfig): RemoteFacts[] {
  return config.names("remote", "url").map((name) => {
    const { fetch, push } = remoteUrls(config, name);
    return {
      name,
      url: masked(fetch),
      pushUrl: masked(push),
      transport: transportOf(push),
      embedsCredentials: embedsCredentials(fetch) || embedsCredentials(push),
    };
  });
}

function upstreamOf(config: GitConfig, branch: string): GitFacts["upstream"] {
  const [remote, ref] = [config.get(`branch.${branch}.remote`), config.get(`branch.${branch}.merge`)];
  return remote !== undefined && ref !== undefined ? { remote, ref } : null;
}

const HOOKS = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "reference-transaction"];

function hooksOf({ root, commonDirectory }: Place, config: GitConfig): Pick<GitFacts, "hooks" | "hooksPath"> {
  const own = config.get("core.hookspath");
  const hooksPath = own === undefined || own === "" ? null : expanded(own, root);
  const hooks = HOOKS.flatMap((name): HookFacts[] => {
    const path = join(hooksPath ?? join(commonDirectory, "hooks"), name);
    const facts = statSync(path, { throwIfNoEntry: false });
    return facts?.isFile() ? [{ name, path, executable: (facts.mode & 0o111) !== 0 }] : [];
  });
  return { hooks, hooksPath };
}

const formatOf = (value: string | undefined): GitFacts["signing"]["format"] => (value === "ssh" || value === "x509" ? value : "openpgp");

function identityOf(config: GitConfig, env: NonNullable<InspectOptions["env"]>): GitFacts["identity"] {
  const name = env.GIT_AUTHOR_NAME || config.get("author.name") || config.get("user.name");
  const email = env.GIT_AUTHOR_EMAIL || config.get("author.email") || config.get("user.email") || env.EMAIL;
  return name && email ? { name, email } : null;
}

function excludesOf(config: GitConfig, root: string, env: NonNullable<InspectOptions["env"]>): string | null {
  const own = config.get("core.excludesfile");
  const path = own === undefined ? join(configHome(env), "git/ignore") : expanded(own, root);
  return own !== "" && existsSync(path) && readFileSync(path).length > 0 ? path : null;
}

const configHome = (env: NonNullable<InspectOptions["env"]>): string => env.XDG_CONFIG_HOME || join(env.HOME ?? homedir(), ".config");
const expanded = (path: string, root: string): string => resolve(root, path.replace(/^~(?=\/|$)/, homedir()));
const namesIn = (directory: string): string[] => (existsSync(directory) ? readdirSync(directory) : []);
