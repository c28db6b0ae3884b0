import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures and refusals that concern the trees of a workspace, and git behind them. */
export const gitErrors = {
  "git.none": {
    exit: 6,
    says: ({ reason }) => `There is no git to commit to: ${reason}`,
    then: () => "Make the workspace a git repository, or set delivery = none in millrace.toml",
  },
  "git.failed": {
    exit: 1,
    says: ({ command, exit, problem }) => `git ${command} failed (${exit}): ${problem}`,
    then: () => "millrace doctor looks at the repository",
  },
  "tree.unreadable": {
    exit: 1,
    says: ({ path, problem }) => `Cannot record the workspace: "${path}" cannot be read (${problem})`,
    then: () => "Give the runtime's user the right to read it, or move it out of the workspace",
  },
  "git.unknown-tree": {
    exit: 3,
    says: ({ tree, problem }) => `No tree "${tree}" in this workspace: ${problem}`,
    then: () => "Trees are kept as long as their runs: millrace runs ls",
  },
  "git.unfinished": {
    exit: 5,
    says: ({ operation, repository }) => `Cannot commit: a ${operation} is under way in ${repository}`,
    then: () => "Finish or abort it (git status says how), then start again",
  },
  "git.index-locked": {
    exit: 5,
    says: ({ lock }) => `Cannot commit: another git holds ${lock}`,
    then: ({ lock }) => `Wait for that git to end; if none runs any more: rm '${lock}'`,
  },
  "git.ref-locked": {
    exit: 5,
    says: ({ lock }) => `Cannot commit: another git holds ${lock}`,
    then: ({ lock }) => `Wait for that git to end; if none runs any more: rm '${lock}'`,
  },
  "git.detached": {
    exit: 5,
    says: ({ head }) => `Cannot commit: HEAD is detached at ${head}`,
    then: () => "Check out the branch that takes the work: git switch BRANCH",
  },
  "git.branch-moved": {
    exit: 5,
    says: ({ branch, expected, actual }) =>
      `Cannot commit: branch "${branch}" is at ${actual ?? "no commit"}, but the work was recorded on ${expected ?? "no commit"}`,
    then: () => "Retry the item, so that its checks run on what the branch holds now",
  },
  "git.no-contents": {
    exit: 6,
    says: ({ reason }) => `The contents of files are not kept here: ${reason}`,
    then: () => "Make the workspace a git repository (git init): runs from then on can be shown, undone and salvaged",
  },
  "git.staged": {
    exit: 5,
    says: ({ problem }) => `Cannot commit without losing what is staged: ${problem}`,
    then: () => "Commit or unstage it (git restore --staged PATH), then start again",
  },
} satisfies Record<string, CatalogueEntry>;
