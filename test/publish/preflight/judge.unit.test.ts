import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { CommitInfo, FileChange } from "../../../publish/git/port.ts";
import { findingCatalogue } from "../../../publish/preflight/catalogue.ts";
import type { PreflightFacts } from "../../../publish/preflight/facts.ts";
import { finding } from "../../../publish/preflight/finding.ts";
import { judge } from "../../../publish/preflight/judge.ts";
import { facts, listingOf, type Overrides, settings } from "../support/facts.ts";

const found = (over: Overrides): string[] => judge(facts(over)).map(({ code, severity }) => `${severity} ${code}`);
const codes = (over: Overrides): string[] => judge(facts(over)).flatMap(({ code, severity }) => (severity === "pass" ? [] : [code]));
const change = (path: string, over: Partial<FileChange> = {}): FileChange => ({
  path,
  status: "added",
  before: null,
  after: { mode: "100644", oid: "b1", size: 10 },
  untracked: true,
  ...over,
});
const changes = (...list: FileChange[]): Overrides["changes"] => ({ changes: list });
const owned = (...paths: string[]): Overrides["work"] => ({ synced: { source: "t1", listing: listingOf(...paths) } });
const texts =
  (of: Record<string, [before: string | null, after: string | null]>): PreflightFacts["text"] =>
  (path) => {
    const [before, after] = of[path] ?? [null, null];
    return { before, after };
  };

const content = { path: "a", size: 1, binary: false, lineEnds: null, conflictLine: null, partly: false };
const rel = { name: "Rel Ease", email: "rel@example.org", seconds: 1, zone: "+0000" };
/** A new commit that a publish made. */
const commit = (over: Partial<CommitInfo> = {}): CommitInfo => ({
  commit: "c1",
  tree: "t1",
  parents: ["c0"],
  author: rel,
  committer: rel,
  message: "m",
  trailers: [["Millrace-Log", "1:a"]],
  signed: false,
  signature: "N",
  ...over,
});
const somebody = { ...rel, name: "Some Body", email: "some@example.org" };
const answered = { type: "answered", name: "origin", branch: "main", theirs: "c1", theirTree: "t1", knows: "contains" } as const;
const remote = (over: Partial<Extract<PreflightFacts["remote"], { type: "answered" }>>): Overrides["remote"] => ({
  ...answered,
  ahead: 0,
  behind: 0,
  rewritten: null,
  tags: [],
  ...over,
});
const secret = { rule: "npm", kind: "An npm token", place: '"a", line 1', path: "a", line: 1, fingerprint: "f1" };
const manifest = (before: object | null, after: object, more: Record<string, [string | null, string | null]> = {}): Overrides => ({
  settings: { granted: ["package-lock.json"] },
  work: owned("package.json", ...Object.keys(more)),
  changes: changes(change("package.json"), ...Object.keys(more).map((path) => change(path))),
  paths: ["LICENSE", "package.json", ...Object.keys(more)],
  text: texts({ "package.json": [before && JSON.stringify(before), JSON.stringify(after)], ...more }),
});

describe("judge()", () => {
  it("finds nothing that blocks or warns in a release that is as it should be", () => assert.deepEqual(codes({}), []));

  const cases: [what: string, over: Overrides, expected: string[]][] = [
    ["a merge under way", { git: { operation: "merge" } }, ["repo.operation"]],
    ["a locked index", { git: { indexLock: { path: "/x/index.lock", ageMillis: 1, uid: 0, pid: null } } }, ["repo.index-locked"]],
    ["a detached HEAD", { git: { head: { type: "detached", commit: "c1" } } }, ["repo.detached"]],
    ["another branch", { git: { head: { type: "branch", branch: "side", commit: "c1" } } }, ["repo.branch"]],
    ["a hook that cannot run", { git: { hooks: [{ name: "pre-commit", path: "/h", executable: false }] } }, ["repo.hooks"]],
    ["no remote", { remote: { type: "none" } }, ["base.none"]],
    ["a remote that was not asked", { remote: { type: "offline", name: "origin" } }, ["base.offline"]],
    ["a remote that does not answer", { remote: { type: "failed", name: "origin", problem: "refused" } }, ["base.unreachable"]],
    [
      "a remote that has gone on",
      { remote: remote({ theirs: "c9", theirTree: null, knows: "lacks", ahead: null, behind: null }) },
      ["base.diverged"],
    ],
    ["a file that no sync wrote", { work: owned("a"), changes: changes(change("b")) }, ["tree.not-ours"]],
    ["a synced file that was altered", { altered: ["a"] }, ["tree.missing"]],
    ["conflict marks", { contents: [{ ...content, conflictLine: 3 }] }, ["tree.conflict-markers"]],
    ["a repository within", { changes: { nested: ["sub"] } }, ["tree.nested"]],
    ["a synced file that git ignores", { work: owned("a.log"), changes: { ignored: ["a.log"] } }, ["tree.ignored"]],
    ["names that differ by case", { paths: ["LICENSE", "a", "A"] }, ["tree.case"]],
    ["a submodule that moves", { changes: changes(change("sub", { after: { mode: "160000", oid: "c", size: 0 } })) }, ["tree.submodule"]],
    ["a forbidden file", { work: owned(".env"), changes: changes(change(".env")) }, ["scope.forbidden"]],
    [
      "Millrace's own state",
      { work: owned("millrace-agents/log/1"), changes: changes(change("millrace-agents/log/1")) },
      ["scope.forbidden", "scope.own-state"],
    ],
    [
      "a file over the limit",
      { work: owned("a"), changes: changes(change("a", { after: { mode: "100644", oid: "b", size: 6_000_000 } })) },
      ["size.file"],
    ],
    [
      "a new binary",
      {
        work: owned("a"),
        changes: changes(change("a")),
        contents: [{ ...content, size: 9, binary: true }],
      },
      ["size.binary"],
    ],
    ["a generated directory", { work: owned("dist/a.js"), changes: changes(change("dist/a.js")) }, ["size.generated"]],
    [
      "a link out of the tree",
      {
        work: owned("l"),
        changes: changes(change("l", { after: { mode: "120000", oid: "b", size: 9 } })),
        links: new Map([["l", "../x"]]),
      },
      ["size.symlink-escape"],
    ],
    [
      "an executable bit",
      {
        work: owned("a"),
        changes: changes(
          change("a", { status: "mode", before: { mode: "100644", oid: "b" }, after: { mode: "100755", oid: "b", size: 1 } }),
        ),
      },
      ["size.exec-bit"],
    ],
    ["nobody who commits", { git: { identity: null } }, ["identity.none"]],
    ["an odd name", { git: { identity: { name: "a<b", email: "a@b" } } }, ["identity.odd"]],
    ["no key where signatures are asked for", { settings: { sign: true } }, ["signature.no-key"]],
    ["no evidence", { work: { evidence: null } }, ["evidence.none"]],
    ["a workspace that went on", { work: { stale: true } }, ["evidence.stale"]],
    ["no sync", { work: { synced: null } }, ["evidence.no-sync"]],
    ["an open root", { work: { openRoots: [{ item: "big", phase: "queued" }] } }, ["evidence.open-root"]],
    ["a run at work", { work: { liveRuns: 1 } }, ["budget.live-runs"]],
    ["an item that waits for leave", { work: { held: ["x"] } }, ["budget.held"]],
    ["no licence", { paths: ["a"] }, ["licence.none"]],
    [
      "versions that differ",
      {
        paths: ["LICENSE", "deno.json", "package.json"],
        text: texts({ "package.json": [null, '{"version":"1.0.0"}'], "deno.json": [null, '{ /* c */ "version": "1.0.1", }'] }),
      },
      ["manifests.version"],
    ],
    [
      "a manifest that is no JSON",
      { paths: ["LICENSE", "package.json"], text: texts({ "package.json": [null, "{"] }) },
      ["manifests.malformed"],
    ],
    [
      "a lockfile that lags behind",
      {
        paths: ["LICENSE", "bun.lock", "package.json"],
        text: texts({
          "package.json": [null, '{"dependencies":{"zod":"4.6.7"}}'],
          "bun.lock": [null, '{"workspaces":{"":{"dependencies":{"zod":"4.6.6",},},},}'],
        }),
      },
      ["manifests.lockfile"],
    ],
    [
      "a version that the changelog does not name",
      {
        paths: ["CHANGELOG.md", "LICENSE", "package.json"],
        text: texts({ "package.json": ['{"version":"1.0.0"}', '{"version":"1.1.0"}'], "CHANGELOG.md": [null, "## 1.0.0"] }),
      },
      ["manifests.changelog"],
    ],
    [
      "a new script that runs at installation",
      {
        work: owned("package.json"),
        changes: changes(change("package.json")),
        paths: ["LICENSE", "package.json"],
        text: texts({ "package.json": ['{"scripts":{}}', '{"scripts":{"postinstall":"node x"}}'] }),
      },
      ["supply.install-script"],
    ],
    [
      "an action that is not pinned, and a token",
      {
        settings: { granted: [".github/**"] },
        work: owned(".github/workflows/ci.yml"),
        changes: changes(change(".github/workflows/ci.yml")),
        paths: [".github/workflows/ci.yml", "LICENSE"],
        text: texts({
          ".github/workflows/ci.yml": [
            null,
            "steps:\n  - uses: actions/checkout@v4\n  - run: npm publish\n    env: { NODE_AUTH_TOKEN: x }\n",
          ],
        }),
      },
      ["supply.unpinned-action", "supply.token"],
    ],
  ];
  const more: [what: string, over: Overrides, expected: string[]][] = [
    ["a branch that is checked out elsewhere", { busyIn: "/w/other" }, ["repo.branch-busy"]],
    [
      "a password in a URL",
      {
        git: {
          remotes: [{ name: "origin", url: "https://x", pushUrl: "https://x", transport: "http", embedsCredentials: true }],
        },
      },
      ["repo.credentials-in-url"],
    ],
    ["a hook that is never run", { git: { hooks: [{ name: "post-commit", path: "/h", executable: true }] } }, ["repo.hooks-skipped"]],
    [
      "hooks that nobody is here to run",
      { git: { git: null, hooks: [{ name: "pre-commit", path: "/h", executable: true }] } },
      ["repo.hooks-skipped"],
    ],
    ["a merge", { commits: [commit({ parents: ["a", "b"] })] }, ["history.merge"]],
    ["a commit by hand", { commits: [commit({ trailers: [] })] }, ["history.by-hand"]],
    ["many commits", { commits: Array.from({ length: 51 }, () => commit()) }, ["history.many"]],
    ["a remote whose history was rewritten", { remote: remote({ rewritten: "c7" }) }, ["history.rewritten"]],
    ["a commit by somebody else", { commits: [commit({ author: somebody, committer: somebody })] }, ["identity.other", "identity.other"]],
    ["a committer who is somebody else", { commits: [commit({ committer: somebody })] }, ["identity.other"]],
    [
      "the name with another address",
      { commits: [commit({ author: { ...rel, name: "rel  ease", email: "x@evil.org" } })] },
      ["identity.spoofed"],
    ],
    ["the address with another name", { commits: [commit({ author: { ...rel, name: "Boss" } })] }, ["identity.spoofed"]],
    [
      "co-authors, in the message to come and in a commit",
      {
        message: "Release\n\nCo-authored-by: An Agent <a@example.org>\n",
        commits: [
          commit({
            trailers: [
              ["Millrace-Log", "1:a"],
              ["Co-Authored-By", "Some Body <some@example.org>"],
            ],
          }),
        ],
      },
      ["identity.co-author", "identity.co-author"],
    ],
    [
      "a commit without a signature",
      { settings: { sign: true }, git: { signing: { commits: true, tags: true, format: "ssh", key: "k" } }, commits: [commit()] },
      ["signature.unsigned"],
    ],
    ["a false signature, though none is asked for", { commits: [commit({ signed: true, signature: "B" })] }, ["signature.bad"]],
    ["a tag that is no name", { tag: { name: "v 1", here: null } }, ["tag.name"]],
    ["a tag that is here", { tag: { name: "v1.0.0", here: "t" } }, ["tag.exists"]],
    ["a tag that is at the remote", { tag: { name: "v1.0.0", here: null }, remote: remote({ tags: ["v1.0.0"] }) }, ["tag.exists"]],
    ["a tag that is no newer", { tag: { name: "v1.0.0", here: null }, remote: remote({ tags: ["v1.2.0"] }) }, ["tag.not-newer"]],
    ["a target that says no", { target: { passed: false, said: "checks are red" } }, ["target.refused"]],
    ["line ends that change", { contents: [{ ...content, lineEnds: "LF to CRLF" }] }, ["tree.line-ends"]],
    ["a deletion that no sync did", { changes: changes(change("gone", { status: "deleted", after: null })) }, ["tree.not-ours-deleted"]],
    [
      "files that are too many bytes together",
      { settings: { maxTotalBytes: 15 }, work: owned("a", "b"), changes: changes(change("a"), change("b")) },
      ["size.total"],
    ],
    ["a forbidden file of an earlier commit", { earlier: [{ commit: "c1", change: change(".env") }] }, ["scope.forbidden"]],
    [
      "a large file of an earlier commit",
      { earlier: [{ commit: "c1", change: change("a", { after: { mode: "100644", oid: "b", size: 6_000_000 } }) }] },
      ["size.file"],
    ],
    ["a secret", { secrets: [secret] }, ["secrets.found"]],
    [
      "a secret whose leave ended",
      { secrets: [secret], settings: { allowedSecrets: [{ fingerprint: "f1", reason: "r", until: "2026-11-19" }] } },
      ["secrets.expired"],
    ],
    ["a file that was looked through in part", { contents: [{ ...content, binary: true, partly: true }] }, ["secrets.unscanned"]],
    [
      "an export that nobody announces",
      manifest({ version: "1.0.0", exports: "./a.js" }, { version: "1.0.0", exports: "./b.js" }),
      ["manifests.exports"],
    ],
    ["a licence that is none", manifest(null, { license: "free for all" }), ["licence.unknown"]],
    [
      "a notice that goes",
      { changes: changes(change("NOTICE", { status: "deleted", after: null })), work: { everOwned: new Set(["NOTICE"]) } },
      ["licence.notice"],
    ],
    ["a new dependency", manifest({}, { dependencies: { left: "1.0.0" } }), ["supply.dependency"]],
    [
      "a new dependency with its licence",
      manifest(
        {},
        { dependencies: { left: "1.0.0" } },
        {
          "package-lock.json": [
            null,
            JSON.stringify({
              packages: { "": { dependencies: { left: "1.0.0" } }, "node_modules/left": { license: "AGPL-3.0", integrity: "x" } },
            }),
          ],
        },
      ),
      ["licence.dependency", "supply.dependency"],
    ],
    [
      "a package without integrity, and a version that the lockfile has otherwise",
      manifest(
        { version: "1.0.0" },
        { version: "1.0.0" },
        {
          "package-lock.json": [null, JSON.stringify({ version: "0.9.0", packages: { "": {}, "node_modules/left": { license: "MIT" } } })],
        },
      ),
      ["manifests.version", "supply.integrity"],
    ],
    ["a lockfile that was not granted", { work: owned("bun.lock"), changes: changes(change("bun.lock")) }, ["scope.forbidden"]],
    ["a day whose attempts are used up", { work: { attempts: { today: 5, limit: 5 } } }, ["budget.spent"]],
  ];
  for (const [what, over, expected] of [...cases, ...more])
    it(`finds ${what}`, () => assert.deepEqual(codes(over).sort(), [...expected].sort()));

  it("has a case here for everything that it may find, but for what is told by others", () => {
    const passes: Overrides[] = [
      {},
      { work: { evidence: { run: "r", checks: 1, seq: 1 } } },
      { planned: { tree: "t1", baseTree: "t1", blobs: [] }, remote: remote({ theirTree: "t0" }) },
      { remote: remote({ theirTree: "t2" }) },
      { secrets: [secret], settings: { allowedSecrets: [{ fingerprint: "f1", reason: "r", until: "2999-01-01" }] } },
      { tag: { name: "v1.0.0", here: null } },
      { target: { passed: true, said: "yes" } },
      { settings: { requireApproval: true } },
      { work: { approval: { by: "ada", seq: 7 } } },
    ];
    const seen = new Set(
      [...cases, ...more]
        .flatMap(([, over]) => judge(facts(over)))
        .concat(passes.flatMap((over) => judge(facts(over))))
        .map(({ code }) => code),
    );
    assert.deepEqual(
      Object.keys(findingCatalogue).filter((code) => !seen.has(code as keyof typeof findingCatalogue)),
      [],
    );
  });

  it("refuses a new dependency that the list does not name, and says nothing of one that it does", () => {
    const added = manifest({}, { dependencies: { left: "1.0.0", "@std/path": "1.0.0" } });
    assert.deepEqual(
      judge(facts({ ...added, settings: { dependencies: ["@std/*"] } }))
        .filter(({ severity }) => severity === "block")
        .map(({ message }) => message),
      ["package.json has a new dependency: left 1.0.0"],
    );
  });

  it("blocks without evidence or with an open root only where policy asks for it", () => {
    const work = { evidence: null, openRoots: [{ item: "big", phase: "queued" }] };
    assert.deepEqual(found({ work }).slice(0, 2), ["warn evidence.none", "warn evidence.open-root"]);
    const strict = { requireEvidence: true, requireClosure: true };
    assert.deepEqual(found({ work, settings: strict }).slice(0, 2), ["block evidence.none", "block evidence.open-root"]);
  });

  it("says that the same tree is published already", () => {
    const remote = { type: "answered", name: "origin", branch: "main", theirs: "c1", theirTree: "t2", knows: "contains" } as const;
    assert.ok(found({ remote }).includes("pass idempotency.published"));
  });

  it("takes an operator's rules for everything but secrets", () => {
    assert.deepEqual(codes({ paths: ["a"], settings: { rules: { "licence.none": "off" } } }), []);
    assert.ok(found({ paths: ["a"], settings: { rules: { "licence.none": "block" } } }).includes("block licence.none"));
    const secrets = [{ rule: "npm", kind: "An npm token", place: '"a"', path: "a", line: 1, fingerprint: "f" }];
    assert.deepEqual(codes({ secrets, settings: { rules: { "secrets.found": "off" } } }), ["secrets.found"]);
  });

  it("grants what is forbidden by glob, and forbids nothing that is deleted", () => {
    const env = { work: owned(".env"), changes: changes(change(".env")) };
    assert.deepEqual(codes({ ...env, settings: { granted: [".env"] } }), []);
    assert.deepEqual(
      codes({
        work: { everOwned: new Set([".env"]) },
        changes: changes(change(".env", { status: "deleted", before: { mode: "100644", oid: "b" }, after: null })),
      }),
      [],
    );
  });

  it("keeps limits open at 0", () => {
    const large = { work: owned("a"), changes: changes(change("a", { after: { mode: "100644", oid: "b", size: 90_000_000 } })) };
    assert.deepEqual(codes({ ...large, settings: { maxFileBytes: 0, maxTotalBytes: 0 } }), []);
    assert.deepEqual(codes(large).sort(), ["size.file", "size.total"]);
  });
});

describe("finding()", () => {
  it("has words for every code, whatever the values", () => {
    for (const code of Object.keys(findingCatalogue) as (keyof typeof findingCatalogue)[]) {
      const { message } = finding(code, {});
      assert.ok(message.length > 5 && !message.endsWith("."), code);
    }
    assert.equal(settings.branch, "main");
  });
});
