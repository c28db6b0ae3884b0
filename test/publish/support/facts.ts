import type { PreflightFacts } from "../../../publish/preflight/facts.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import type { Listing } from "../../../publish/sync/listing.ts";
import { defaults } from "../../../src/plan/config/defaults.ts";

export const settings: PublishSettings = {
  root: "/w",
  staging: "/w/staging",
  stagingName: "staging",
  manifest: null,
  remote: null,
  branch: "main",
  author: null,
  sign: false,
  maxFileBytes: 5_242_880,
  maxTotalBytes: 52_428_800,
  requireEvidence: false,
  requireClosure: false,
  requireApproval: false,
  forbidden: defaults["publish.forbidden"].value,
  granted: [],
  dependencies: null,
  targetCheck: null,
  licences: defaults["publish.licences"].value,
  allowedSecrets: [],
  rules: {},
};

export const listingOf = (...paths: string[]): Listing =>
  new Map(paths.map((path) => [path, { mode: "file" as const, sha256: "a".repeat(64) }]));

/** What differs from a release that is as it should be. */
export type Overrides = {
  [Name in keyof PreflightFacts]?:
    | (PreflightFacts[Name] extends readonly unknown[] | ReadonlyMap<unknown, unknown> | ((...given: never[]) => unknown) | string
        ? PreflightFacts[Name]
        : Partial<PreflightFacts[Name]>)
    | undefined;
};

/** A release that is as it should be: synced, on its branch, with evidence, going on from its remote. */
export function facts(over: Overrides): PreflightFacts {
  const base: PreflightFacts = {
    settings,
    today: "2026-11-20",
    git: {
      kind: "plain",
      root: "/w/staging",
      gitDirectory: "/w/staging/.git",
      commonDirectory: "/w/staging/.git",
      objectFormat: "sha1",
      extensions: [],
      indexVersion: 2,
      splitIndex: false,
      sparse: false,
      partialClone: false,
      shallow: false,
      alternates: false,
      submodules: false,
      filters: [],
      conversions: [],
      autocrlf: "false",
      ignoresFileMode: false,
      operation: null,
      indexLock: null,
      head: { type: "branch", branch: "main", commit: "c1" },
      remotes: [],
      upstream: null,
      hooks: [],
      hooksPath: null,
      signing: { commits: false, tags: false, format: "openpgp", key: null },
      identity: { name: "Rel Ease", email: "rel@example.org" },
      excludesFile: null,
      git: "2.39.5",
      settingsComplete: true,
      httpSettings: [],
    },
    busyIn: null,
    changes: { head: "c1", changes: [], ignored: [], nested: [] },
    planned: { tree: "t2", baseTree: "t1", blobs: [] },
    altered: [],
    contents: [],
    links: new Map(),
    secrets: [],
    remote: {
      type: "answered",
      name: "origin",
      branch: "main",
      theirs: "c1",
      theirTree: "t1",
      knows: "contains",
      ahead: 0,
      behind: 0,
      rewritten: null,
      tags: [],
    },
    target: null,
    commits: [],
    earlier: [],
    paths: ["LICENSE"],
    text: () => ({ before: null, after: null }),
    work: {
      synced: { source: "t1", listing: listingOf("LICENSE") },
      stale: false,
      evidence: { run: "r1", checks: 1, seq: 9 },
      approval: null,
      openRoots: [],
      liveRuns: 0,
      held: [],
      everOwned: new Set(),
      attempts: { today: 0, limit: 0 },
    },
    message: "",
    tag: null,
  };
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const own = merged[name];
    const plain = typeof own === "object" && own !== null && !Array.isArray(own) && !(own instanceof Map);
    merged[name] = plain ? { ...own, ...(value as object) } : value;
  }
  return merged as unknown as PreflightFacts;
}
