import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Git } from "../../../src/delivery/git/git.ts";
import type { Credential } from "../credentials.ts";
import { CredentialHelpers, ownCredential } from "../credentials.ts";
import type { GitFacts } from "../facts.ts";
import { masked } from "../mask-url.ts";
import type { FetchOutcome, PushOrder, RemoteFailure, RemoteRefs } from "../port.ts";
import { privateRef } from "../private-ref.ts";
import type { Sent } from "../push-checked.ts";
import { readConfig } from "../read-config.ts";
import { remoteUrls } from "../remote-urls.ts";
import { unknownRemote } from "../unknown-remote.ts";
import { guardedFs } from "./guarded-fs.ts";
import { httpFailure } from "./http-failure.ts";
import type { Objects } from "./objects.ts";
import { updateRef } from "./update-ref.ts";
import { watchedHttp } from "./watched-http.ts";

const GIVE_UP_MS = 10 * 60_000;
const ZEROS = "0".repeat(40);

/** Remotes over HTTP through isomorphic-git. */
export class IsomorphicRemote {
  private readonly facts: GitFacts;
  private readonly objects: Objects;
  private readonly env: Readonly<Record<string, string | undefined>>;

  constructor(facts: GitFacts, objects: Objects, env: Readonly<Record<string, string | undefined>>) {
    this.facts = facts;
    this.objects = objects;
    this.env = env;
  }

  async refs(remote: string): Promise<RemoteRefs> {
    const session = await this.session(remote, "push");
    if ("type" in session) return session;
    try {
      const listed = await session.git.listServerRefs({ ...session.common, symrefs: true, peelTags: true, protocolVersion: 2 });
      const refs = new Map<string, string>();
      let head: string | null = null;
      for (const { ref, oid, target, peeled } of listed) {
        refs.set(ref, oid);
        if (peeled !== undefined) refs.set(`${ref}^{}`, peeled);
        if (ref === "HEAD" && target !== undefined) head = target;
      }
      return { type: "refs", refs, head };
    } catch (error) {
      return session.failure(error);
    }
  }

  async fetch(remote: string, branch: string): Promise<FetchOutcome> {
    const listed = await this.refs(remote);
    if (listed.type !== "refs") return listed;
    if (!listed.refs.has(`refs/heads/${branch}`)) return { type: "absent" };
    const session = await this.session(remote, "fetch");
    if ("type" in session) return session;
    const ref = privateRef(remote, branch);
    try {
      // It sees a configuration with this one remote, and may write packs: nothing else of the repository changes.
      const config = `[core]\n\trepositoryformatversion = 0\n[remote "${remote}"]\n\turl = ${session.masked}\n\tfetch = +refs/heads/${branch}:${ref}\n`;
      const fs = guardedFs(this.isPack, new Map([[join(this.objects.gitdir, "config"), config]]));
      const { fetchHead } = await session.git.fetch({
        ...session.common,
        fs,
        gitdir: this.objects.gitdir,
        cache: this.objects.cache,
        remote,
        ref: branch,
        remoteRef: branch,
        singleBranch: true,
        tags: false,
      });
      if (fetchHead === null) return { type: "absent" };
      for (;;) {
        if (updateRef(this.facts, { ref, oid: fetchHead, expected: "any", note: "fetch", who: null })) break;
        await pause(50);
      }
      return { type: "fetched", ref, commit: fetchHead };
    } catch (error) {
      return session.failure(error);
    }
  }

  async send({ remote, oid, ref, expected }: PushOrder): Promise<Sent> {
    const session = await this.session(remote, "push");
    if ("type" in session) return session;
    const said: string[] = [];
    let stale = false;
    try {
      await session.git.push({
        ...session.common,
        fs: guardedFs(() => false, new Map([[join(this.objects.gitdir, "config"), "[core]\n\trepositoryformatversion = 0\n"]])),
        gitdir: this.objects.gitdir,
        cache: this.objects.cache,
        remote,
        ref: oid,
        remoteRef: ref,
        // What the server says now goes into the push as the old value, and the server compares it again.
        onPrePush: ({ remoteRef }) => {
          stale = remoteRef.oid !== (expected ?? ZEROS);
          return !stale;
        },
        onMessage: (line) => {
          said.push(line.trimEnd());
        },
      });
      session.noteTracking(ref, oid);
      return { type: "accepted" };
    } catch (error) {
      if (stale || error instanceof session.git.Errors.PushRejectedError) return { type: "stale" };
      if (error instanceof session.git.Errors.GitPushError) {
        await pause(20); // its messages are handed over in a task of their own
        const reason = Object.values(error.data.result.refs).flatMap(({ error: why }) => why || [])[0] ?? "";
        if (/failed to update ref|incorrect old value|non-fast-forward|fetch first|cannot lock|stale/.test(reason))
          return { type: "stale" };
        return { type: "refused", message: masked([...said, reason].filter(Boolean).join("\n")).slice(0, 2000) };
      }
      const failure = session.failure(error);
      // Once the pack was on its way, nobody knows what became of it.
      return session.wasSent() && failure.type === "unreachable" ? { type: "dropped", problem: failure.problem } : failure;
    }
  }

  private isPack = (path: string): boolean => path.startsWith(join(this.objects.gitdir, "objects/pack/"));

  /** A connection's means: its address, its credentials and what its failures mean. */
  private async session(remote: string, way: "fetch" | "push") {
    const known = this.facts.remotes.find(({ name }) => name === remote) ?? unknownRemote(this.facts, remote);
    const unsuited: RemoteFailure = {
      type: "unknown-transport",
      url: known.pushUrl,
      problem: `isomorphic-git speaks no ${known.transport}`,
    };
    if (known.transport !== "http") return unsuited;
    const command = this.facts.git === null ? null : new Git(this.facts.root, "git");
    const { config } = await readConfig(command, this.facts.gitDirectory, this.facts.commonDirectory);
    const url = remoteUrls(config, remote)[way];
    const [git, client] = await Promise.all([import("isomorphic-git"), import("isomorphic-git/http/node")]);
    const watched = watchedHttp(client);
    const helpers = command === null ? null : new CredentialHelpers(this.facts.root, this.env);
    let helped: Credential | null = null;
    let offered = false;
    const common = {
      http: watched.http,
      url,
      onAuth: async () => {
        const own = ownCredential(this.env);
        helped = own === null && helpers !== null ? await helpers.fill(url) : null;
        const credential = own ?? helped;
        offered = credential !== null;
        return credential ?? { cancel: true };
      },
      onAuthFailure: async () => {
        if (helped) await helpers?.tell("reject", url, helped);
        return { cancel: true };
      },
      onAuthSuccess: async () => {
        if (helped) await helpers?.tell("approve", url, helped);
      },
      signal: AbortSignal.timeout(GIVE_UP_MS),
    };
    const failure = (error: unknown): RemoteFailure => httpFailure(git.Errors, error, masked(url), offered || /:\/\/[^/]*@/.test(url));
    /** As git does: the branch that stands for the remote's follows, where the settings say that there is one. */
    const noteTracking = (ref: string, oid: string): void => {
      const tracks = config.all(`remote.${remote}.fetch`).includes(`+refs/heads/*:refs/remotes/${remote}/*`);
      if (!tracks || !ref.startsWith("refs/heads/")) return;
      const tracking = ref.replace("refs/heads/", `refs/remotes/${remote}/`);
      updateRef(this.facts, { ref: tracking, oid, expected: "any", note: "update by push", who: null });
    };
    return { git, common, failure, noteTracking, masked: masked(url), wasSent: watched.wasSent };
  }
}
