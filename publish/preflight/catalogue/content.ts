import type { FindingEntry } from "../catalogue-entry.ts";

/** What would be committed: its files, their sizes, their secrets. */
export const contentFindings = {
  "tree.not-ours": {
    severity: "block",
    rule: "Nothing in the staging worktree is changed but by sync",
    says: ({ path, status }) => `"${path}" is ${status} in the staging worktree, but no sync did it`,
    fix: ({ path }) => `Take it back there (git checkout -- ${path}, or remove it), or bring it about in the workspace and sync`,
  },
  "tree.missing": {
    severity: "block",
    rule: "Every file that a sync put into the staging worktree is still as it put it",
    says: ({ path }) => `"${path}" is no more what the last sync put there`,
    fix: () => "millrace publish sync",
  },
  "tree.conflict-markers": {
    severity: "block",
    rule: "No file holds the marks of an unresolved conflict",
    says: ({ path, line }) => `"${path}" has conflict marks, first on line ${line}`,
    fix: () => "Resolve the conflict in the workspace, then: millrace publish sync",
  },
  "tree.nested": {
    severity: "block",
    rule: "No repository lies within the staging worktree",
    says: ({ path }) => `"${path}" is a repository of its own, whose files git cannot take`,
    fix: () => "Move it out of the staging worktree",
  },
  "tree.ignored": {
    severity: "warn",
    rule: "Nothing that is synced is ignored by git there",
    says: ({ path }) => `"${path}" was synced, but git ignores it there, so that it is not published`,
    fix: () => "Exclude it in the staging manifest, or do not ignore it",
  },
  "tree.case": {
    severity: "warn",
    rule: "No two paths differ by case alone",
    says: ({ path, other }) => `"${path}" and "${other}" are one file where case does not matter`,
    fix: () => "Rename one of them",
  },
  "tree.line-ends": {
    severity: "block",
    rule: "No file changes its line ends",
    says: ({ path, change }) => `"${path}" changes its line ends from ${change}`,
    fix: () => "Write it with the line ends that it had, or rule it off if all of them are to change",
  },
  "tree.not-ours-deleted": {
    severity: "block",
    rule: "Nothing is deleted but by sync",
    says: ({ path }) => `"${path}" is deleted in the staging worktree, but no sync did it`,
    fix: ({ path }) => `Bring it back there: git checkout -- ${path}`,
  },
  "tree.submodule": {
    severity: "block",
    rule: "No submodule moves",
    says: ({ path }) => `Submodule "${path}" would move`,
    fix: () => "Put it back (git submodule update), or publish it by itself first",
  },
  "scope.forbidden": {
    severity: "block",
    rule: "No forbidden file changes without a grant",
    says: ({ path }) => `"${path}" is forbidden by publish.forbidden`,
    fix: ({ path }) => `If it is meant: publish.granted = ["${path}"]`,
  },
  "scope.own-state": {
    severity: "block",
    rule: "None of Millrace's own state is published",
    says: ({ path }) => `"${path}" is Millrace's own state`,
    fix: () => "Remove it from the staging worktree",
  },
  "size.file": {
    severity: "block",
    rule: "No changed file is larger than publish.max_file_bytes",
    says: ({ path, bytes, limit }) => `"${path}" has ${bytes} bytes, more than ${limit}`,
    fix: () => "Exclude it in the staging manifest, or raise publish.max_file_bytes",
  },
  "size.total": {
    severity: "block",
    rule: "All changed files together are no larger than publish.max_total_bytes",
    says: ({ bytes, limit }) => `The changed files have ${bytes} bytes together, more than ${limit}`,
    fix: () => "Exclude what is not meant, or raise publish.max_total_bytes",
  },
  "size.binary": {
    severity: "warn",
    rule: "New binary files are pointed out",
    says: ({ path, bytes }) => `"${path}" is a new binary file of ${bytes} bytes`,
    fix: () => "See whether it is meant",
  },
  "size.generated": {
    severity: "warn",
    rule: "Files of directories that are generated or vendored are pointed out",
    says: ({ path }) => `"${path}" looks generated or vendored`,
    fix: () => "Exclude it in the staging manifest, if it is",
  },
  "size.symlink-escape": {
    severity: "block",
    rule: "No link leads out of the tree",
    says: ({ path, target }) => `The link "${path}" leads to "${target}", out of the tree`,
    fix: () => "Let it lead to a place within the tree",
  },
  "size.exec-bit": {
    severity: "warn",
    rule: "Changes of the executable bit are pointed out",
    says: ({ path, now }) => `"${path}" becomes ${now}`,
    fix: () => "See whether it is meant",
  },
  "secrets.found": {
    severity: "block",
    rule: "No secret stands in a changed file, its name, a message or an author",
    says: ({ kind, place }) => `${kind} in ${place}`,
    fix: ({ fingerprint }) =>
      `Take it out, and have it revoked. If it is none: [[publish.allow_secrets]] with fingerprint = "${fingerprint}", a reason, and until`,
  },
  "secrets.allowed": {
    severity: "pass",
    rule: "Secrets that an operator lets out are told",
    says: ({ kind, place, reason, until }) => `${kind} in ${place} is let out until ${until}: ${reason}`,
    fix: () => "",
  },
  "secrets.expired": {
    severity: "block",
    rule: "A leave for a secret holds until its day",
    says: ({ fingerprint, until }) => `The leave for the secret ${fingerprint} ended on ${until}`,
    fix: () => "Look at it again, then give publish.allow_secrets a later day",
  },
  "secrets.unscanned": {
    severity: "warn",
    rule: "Files that are too large to look through are pointed out",
    says: ({ path, bytes }) => `"${path}" (${bytes} bytes) was looked through only at its beginning and end`,
    fix: () => "Look through it yourself, or exclude it",
  },
} satisfies Record<string, FindingEntry>;
