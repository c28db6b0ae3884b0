import { existsSync } from "node:fs";
import type { Git } from "../../../src/delivery/git/git.ts";
import { CREDENTIAL_NAMES, ownCredential } from "../credentials.ts";
import type { GitFacts } from "../facts.ts";
import { masked } from "../mask-url.ts";
import type { FetchOutcome, PushOrder, RemoteRefs } from "../port.ts";
import { privateRef } from "../private-ref.ts";
import type { Sent } from "../push-checked.ts";
import { remoteGitEnv } from "../remote-git-env.ts";
import { unknownRemote } from "../unknown-remote.ts";
import { failureOf } from "./failure-of.ts";

/** Gives git the credentials of the environment: their values pass through the environment alone, never through arguments. */
const HELPER = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$${CREDENTIAL_NAMES.username}" "$${CREDENTIAL_NAMES.password}"; }; f`;

/** Remotes through the git command line. */
export class CommandLineRemote {
  private readonly git: Git;
  private readonly facts: GitFacts;
  private readonly env: Record<string, string>;
  private readonly settings: readonly string[];

  constructor(git: Git, facts: GitFacts, env: Readonly<Record<string, string | undefined>>) {
    this.git = git;
    this.facts = facts;
    const own = ownCredential(env);
    this.env = {
      ...remoteGitEnv(env),
      ...(own && { [CREDENTIAL_NAMES.username]: own.username, [CREDENTIAL_NAMES.password]: own.password }),
    };
    this.settings = own ? ["-c", "credential.helper=", "-c", `credential.helper=${HELPER}`] : [];
  }

  async refs(remote: string): Promise<RemoteRefs> {
    const url = this.urlOf(remote);
    // What a push would meet: the push URL.
    const { exit, stdout, stderr } = await this.run(["ls-remote", "--quiet", "--symref", await this.pushUrl(remote)]);
    if (exit !== 0) return failureOf(stderr, url);
    const refs = new Map<string, string>();
    let head: string | null = null;
    for (const line of stdout.toString().split("\n")) {
      const [value = "", name] = line.split("\t");
      if (name === undefined) continue;
      if (value.startsWith("ref: ")) head = name === "HEAD" ? value.slice(5) : head;
      else refs.set(name, value);
    }
    return { type: "refs", refs, head };
  }

  async fetch(remote: string, branch: string): Promise<FetchOutcome> {
    const url = this.urlOf(remote);
    const ref = privateRef(remote, branch);
    const flags = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance", "--refmap="];
    const { exit, stderr } = await this.run(["fetch", ...flags, remote, `+refs/heads/${branch}:${ref}`]);
    if (exit === 0) return { type: "fetched", ref, commit: await this.git.line(["rev-parse", "--verify", ref]) };
    if (/couldn't find remote ref/i.test(stderr)) return { type: "absent" };
    return failureOf(stderr, url);
  }

  /** One push, compared at the server: its ref must hold what was expected when it is changed. */
  async send({ remote, oid, ref, expected }: PushOrder): Promise<Sent> {
    const url = this.urlOf(remote);
    const flags = [
      "--porcelain",
      "--no-verify",
      "--no-follow-tags",
      "--no-signed",
      "--recurse-submodules=no",
      `--force-with-lease=${ref}:${expected ?? ""}`,
    ];
    const { exit, stdout, stderr } = await this.run(["push", ...flags, remote, `${oid}:${ref}`]);
    if (exit === 0) return { type: "accepted" };
    const said = stdout.toString();
    const line = said.split("\n").find((each) => each.startsWith("!")) ?? "";
    if (/\[rejected\]|stale info|non-fast-forward|fetch first|\(failed to update ref\)|cannot lock ref/.test(line))
      return { type: "stale" };
    if (/\[remote rejected\]/.test(line)) return { type: "refused", message: remoteWords(stderr, line) };
    const failure = failureOf(stderr, url);
    const begun = /unexpected disconnect|hung up|RPC failed|early EOF|unable to rewind|Broken pipe|send-pack/i.test(stderr);
    return failure.type === "unreachable" && begun ? { type: "dropped", problem: failure.problem } : failure;
  }

  private run(args: readonly string[]) {
    const ext = ["-c", "protocol.ext.allow=never"];
    return this.git.run([...this.settings, ...ext, ...args], { env: this.env });
  }

  private urlOf(remote: string): string {
    return this.facts.remotes.find(({ name }) => name === remote)?.pushUrl ?? unknownRemote(this.facts, remote);
  }

  /** Reading by the name would go to the fetch URL. A URL with a password must not enter arguments: then the name has to do. */
  private async pushUrl(remote: string): Promise<string> {
    const facts = this.facts.remotes.find(({ name }) => name === remote);
    if (facts === undefined || facts.url === facts.pushUrl || facts.embedsCredentials) return remote;
    const url = await this.git.line(["remote", "get-url", "--push", "--", remote]);
    return masked(url) === url || existsSync(url) ? url : remote;
  }
}

/** What the server's hook said, and the reason that stands in brackets at the ref. */
function remoteWords(stderr: string, line: string): string {
  const words = stderr.split("\n").flatMap((each) => (each.startsWith("remote: ") ? [each.slice("remote: ".length).trimEnd()] : []));
  const reason = /\(([^()]*)\)\s*$/.exec(line)?.[1];
  return masked([...words, ...(reason === undefined ? [] : [reason])].join("\n")).slice(0, 2000);
}
