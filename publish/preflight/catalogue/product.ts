import type { FindingEntry } from "../catalogue-entry.ts";

/** The product as its users get it, and the work behind it. */
export const productFindings = {
  "manifests.version": {
    severity: "block",
    rule: "All files that name the version name the same one",
    says: ({ path, version, other, otherVersion }) => `${path} says version ${version}, and ${other} says ${otherVersion}`,
    fix: () => "Let them say the same",
  },
  "manifests.malformed": {
    severity: "block",
    rule: "Manifests can be read",
    says: ({ path, problem }) => `${path} cannot be read: ${problem}`,
    fix: () => "Mend it",
  },
  "manifests.lockfile": {
    severity: "block",
    rule: "The lockfile knows what the manifest asks for",
    says: ({ path, dependency }) => `${path} does not have "${dependency}" as package.json asks for it`,
    fix: () => "Install anew, and let the lockfile be published",
  },
  "manifests.changelog": {
    severity: "warn",
    rule: "A new version stands in the changelog",
    says: ({ version }) => `CHANGELOG.md does not name version ${version}`,
    fix: () => "Write what changed",
  },
  "manifests.exports": {
    severity: "block",
    rule: "What a package exports changes only with its version or its changelog",
    says: ({ path, member }) => `${path} changes "${member}", and neither its version nor CHANGELOG.md changes`,
    fix: () => "Say it in the changelog, or give it a new version",
  },
  "licence.none": {
    severity: "warn",
    rule: "There is a licence",
    says: () => "There is no LICENSE file",
    fix: () => "Add one, or say in package.json that it is UNLICENSED",
  },
  "licence.unknown": {
    severity: "warn",
    rule: "The licence is an SPDX expression",
    says: ({ path, licence }) => `${path} has the licence "${licence}", which is no SPDX expression`,
    fix: () => "Write one, e.g. Apache-2.0, MIT, or SEE LICENSE IN LICENSE",
  },
  "licence.dependency": {
    severity: "warn",
    rule: "New dependencies have a licence of publish.licences, as far as the lockfile names it",
    says: ({ dependency, licence }) => `New dependency "${dependency}" has the licence ${licence}`,
    fix: ({ licence }) => `See whether you may ship it; if so: publish.licences with "${licence}" in it`,
  },
  "licence.notice": {
    severity: "warn",
    rule: "No licence or notice goes",
    says: ({ path }) => `"${path}" is removed`,
    fix: () => "Keep it, where a licence asks for it",
  },
  "supply.install-script": {
    severity: "block",
    rule: "No new script runs at installation",
    says: ({ path, script }) => `${path} has a new or changed "${script}" script, which runs wherever it is installed`,
    fix: ({ path }) => `Remove it; or, if it is meant: publish.granted = ["${path}"]`,
  },
  "supply.dependency": {
    severity: "warn",
    rule: "New dependencies are pointed out; a refusal where publish.dependencies does not name them",
    says: ({ path, dependency, version }) => `${path} has a new dependency: ${dependency} ${version}`,
    fix: ({ dependency }) => `See whether it is meant; if so: publish.dependencies with "${dependency}" in it`,
  },
  "supply.integrity": {
    severity: "warn",
    rule: "Every package of the lockfile has its integrity",
    says: ({ path, count, first }) => `${path} has ${count} without integrity, first ${first}`,
    fix: () => "Install them from a registry, or see whether they are meant",
  },
  "supply.unpinned-action": {
    severity: "warn",
    rule: "Actions of workflows are pinned to a commit",
    says: ({ path, action }) => `${path} uses ${action}, which is not pinned to a commit`,
    fix: () => "Write its commit after the @",
  },
  "supply.token": {
    severity: "warn",
    rule: "Workflows publish without a long-lived token",
    says: ({ path, token }) => `${path} uses ${token}`,
    fix: () => "Publish by the registry's trust in the workflow instead",
  },
  "approval.missing": {
    severity: "block",
    rule: "A person has approved this very tree, where publish.require_approval asks for it",
    says: ({ tree }) => `Nobody has approved the tree ${tree}`,
    fix: ({ tree }) => `When all else is well: millrace publish approve ${tree}, then: millrace publish preflight`,
  },
  "approval.given": {
    severity: "pass",
    rule: "Who approved the tree is told",
    says: ({ by, seq }) => `${by} approved this tree (event ${seq})`,
    fix: () => "",
  },
  "evidence.none": {
    severity: "warn",
    rule: "The published tree is one on which required checks passed; a refusal with publish.require_evidence",
    says: ({ source }) => `No run's required checks passed on the tree ${source}, from which was synced`,
    fix: () => "Let a task with checks run on what the workspace holds now, then sync again",
  },
  "evidence.passed": {
    severity: "pass",
    rule: "The evidence for the published tree is told",
    says: ({ run, checks, seq }) => `Run "${run}" passed ${checks} on the tree from which was synced (event ${seq})`,
    fix: () => "",
  },
  "evidence.stale": {
    severity: "block",
    rule: "What is staged is what the workspace holds",
    says: () => "The workspace has changed since the last sync",
    fix: () => "millrace publish sync",
  },
  "evidence.no-sync": {
    severity: "warn",
    rule: "The staging worktree was filled by a sync",
    says: () => "No sync filled the staging worktree: where its content comes from is not known",
    fix: () => "millrace publish sync",
  },
  "evidence.open-root": {
    severity: "warn",
    rule: "Root specs are closed; a refusal with publish.require_closure",
    says: ({ item, phase }) => `Root spec "${item}" is ${phase}`,
    fix: ({ item }) => `millrace queue show ${item}`,
  },
  "budget.spent": {
    severity: "warn",
    rule: "The day's attempts are not used up",
    says: ({ today, limit }) => `${today} of ${limit} attempts of today are made: work may have stopped in the middle`,
    fix: () => "See with millrace attention what waits",
  },
  "budget.live-runs": {
    severity: "warn",
    rule: "No run is at work on the workspace",
    says: ({ count }) => `${count} at work on the workspace`,
    fix: () => "Wait for the end, or pause: what is staged is from before it",
  },
  "budget.held": {
    severity: "warn",
    rule: "Nothing waits for an approval",
    says: ({ item }) => `Item "${item}" waits for an approval`,
    fix: ({ item }) => `millrace approve ${item}`,
  },
} satisfies Record<string, FindingEntry>;
