import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Refusals of git where a worktree is published. */
export const gitPublishErrors = {
  "git.unsafe": {
    exit: 6,
    says: ({ repository, reason }) => `Cannot publish from "${repository}" without harm: ${reason}`,
    then: () => "Install git 2.34 or later, or publish from a plain clone",
  },
  "git.plan-changed": {
    exit: 5,
    says: ({ planned, actual }) => `Cannot commit: the plan says tree ${planned}, but the files now give ${actual}`,
    then: () => "millrace publish preflight",
  },
  "git.parent-moved": {
    exit: 5,
    says: ({ branch, expected, actual }) =>
      `Cannot commit: branch "${branch}" is at ${actual ?? "no commit"}, and the plan was made at ${expected ?? "no commit"}`,
    then: () => "millrace publish preflight",
  },
  "git.not-signed": {
    exit: 8,
    says: ({ format, problem }) => `Cannot sign (${format}): ${problem}. Nothing was committed`,
    then: () => "Set gpg.format and user.signingKey to a key that signs without asking, then try again",
  },
  "git.hook-refused": {
    exit: 8,
    says: ({ hook, exit, problem }) => `The hook ${hook} refused (${exit}): ${problem}`,
    then: () => "Do what the hook asks for, then: millrace publish preflight",
  },
  "git.tag-exists": {
    exit: 5,
    says: ({ tag, where }) => `Tag "${tag}" names something else already: ${where}`,
    then: () => "Choose another name; published tags are never moved",
  },
  "git.bad-ref": {
    exit: 2,
    says: ({ ref }) => `"${ref}" is no valid name for a branch or tag`,
    then: () => "git check-ref-format says what a name may hold",
  },
  "git.unknown-object": {
    exit: 3,
    says: ({ object, repository }) => `No object "${object}" in ${repository}`,
    then: () => "git fsck looks for what is missing",
  },
  "git.unknown-remote": {
    exit: 3,
    says: ({ remote, repository }) => `No remote "${remote}" in ${repository}`,
    then: ({ repository }) => `git -C ${repository} remote -v`,
  },
  "git.unreadable-name": {
    exit: 8,
    says: ({ path }) => `The name of "${path}" is not UTF-8, and cannot be published`,
    then: () => "Rename it",
  },
} satisfies Record<string, CatalogueEntry>;
