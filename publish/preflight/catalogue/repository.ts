import type { FindingEntry } from "../catalogue-entry.ts";

/** The staging repository itself, its base and its history. */
export const repositoryFindings = {
  "repo.operation": {
    severity: "block",
    rule: "No merge, rebase, cherry-pick, revert, bisect or am is under way",
    says: ({ operation }) => `A ${operation} is under way in the staging worktree`,
    fix: () => "Finish or abort it there (git status says how)",
  },
  "repo.index-locked": {
    severity: "block",
    rule: "No other git holds the index",
    says: ({ lock, pid }) => `The index is locked by ${lock}${pid === null ? "" : ` (process ${pid})`}`,
    fix: ({ lock, pid }) => (pid === null ? `If no git runs there any more, remove ${lock}` : "Wait for that git to end"),
  },
  "repo.detached": {
    severity: "block",
    rule: "HEAD is on a branch",
    says: ({ commit }) => `HEAD is detached at ${commit}`,
    fix: () => "Check out the branch that is published: git switch BRANCH",
  },
  "repo.branch": {
    severity: "warn",
    rule: "The branch is the one that is configured",
    says: ({ branch, expected }) => `The staging worktree is on "${branch}", and publish.branch is "${expected}"`,
    fix: ({ expected }) => `git switch ${expected}, or set publish.branch`,
  },
  "repo.branch-busy": {
    severity: "block",
    rule: "No other worktree of the repository is on the branch",
    says: ({ branch, worktree }) => `"${branch}" is checked out in ${worktree} too, whose files would fall behind`,
    fix: ({ worktree }) => `git -C ${worktree} switch --detach, or publish from a branch of its own`,
  },
  "repo.hooks": {
    severity: "warn",
    rule: "Hooks that git would run are executable",
    says: ({ hooks }) => `Hooks are there, but not executable, so that they do not run: ${hooks}`,
    fix: () => "chmod +x them, or remove them",
  },
  "repo.hooks-skipped": {
    severity: "warn",
    rule: "Hooks that a publish does not run are told",
    says: ({ hooks, why }) => `Hooks will not run: ${hooks} (${why})`,
    fix: () => "Do by hand what they would do, or let pre-commit, commit-msg or pre-push do it",
  },
  "repo.credentials-in-url": {
    severity: "block",
    rule: "No password or token stands in a remote's URL",
    says: ({ remote }) => `The URL of remote "${remote}" holds a password or token`,
    fix: ({ remote }) => `git remote set-url ${remote} URL without it, and give it to a credential helper`,
  },
  "base.none": {
    severity: "warn",
    rule: "There is a remote to publish to",
    says: () => "The staging repository has no remote: a commit stays on this machine",
    fix: () => "git remote add origin URL in the staging worktree, or set publish.remote",
  },
  "base.unreachable": {
    severity: "block",
    rule: "The remote answers",
    says: ({ remote, problem }) => `Remote "${remote}" does not answer: ${problem}`,
    fix: () => "See to the connection and the credentials; --offline looks at this machine only",
  },
  "base.offline": {
    severity: "warn",
    rule: "The remote was looked at",
    says: ({ remote }) => `Remote "${remote}" was not looked at (--offline)`,
    fix: () => "Leave --offline out before you push",
  },
  "base.diverged": {
    severity: "block",
    rule: "The local branch holds all that the remote's holds, so that a push is a fast-forward",
    says: ({ remote, branch, theirs, ahead, behind }) =>
      behind === null
        ? `"${branch}" of "${remote}" is at ${theirs}, which the staging worktree does not have`
        : `"${branch}" of "${remote}" is at ${theirs}: ${ahead} ahead, ${behind} behind`,
    fix: ({ remote, branch }) =>
      `In the staging worktree: git fetch ${remote} ${branch} && git reset --hard FETCH_HEAD; then bring the workspace's files again: millrace publish sync`,
  },
  "base.counts": {
    severity: "pass",
    rule: "How many commits are ahead of the remote is told",
    says: ({ remote, branch, ahead }) => `"${branch}" goes on from "${remote}": ${ahead} ahead, 0 behind`,
    fix: () => "",
  },
  "history.rewritten": {
    severity: "block",
    rule: "What was published before is still in the remote's history",
    says: ({ remote, branch, published }) =>
      `"${branch}" of "${remote}" was rewritten: it does not hold ${published} any more, which was published`,
    fix: () => "See who rewrote it and why; git fetch shows what is there",
  },
  "history.by-hand": {
    severity: "warn",
    rule: "New commits that no publish made are pointed out",
    says: ({ commit, subject }) => `New commit ${commit} ("${subject}") was made by hand`,
    fix: () => "See whether it is meant: its files came by no sync",
  },
  "history.merge": {
    severity: "warn",
    rule: "No new commit is a merge",
    says: ({ commit }) => `New commit ${commit} is a merge`,
    fix: () => "Rebase it, if your history is to be linear",
  },
  "history.many": {
    severity: "warn",
    rule: "At most 50 commits are published at once",
    says: ({ count }) => `${count} commits would be published at once`,
    fix: () => "See with git log whether all of them are meant",
  },
  "identity.none": {
    severity: "block",
    rule: "Author and committer are known",
    says: () => "Nobody is named as the author",
    fix: () => "Set publish.author_name and publish.author_email, or git config user.name and user.email",
  },
  "identity.odd": {
    severity: "block",
    rule: "Names and addresses of authors can stand in a commit",
    says: ({ name, email }) => `"${name} <${email}>" cannot stand in a commit`,
    fix: () => "Set publish.author_name and publish.author_email to a name and an address",
  },
  "identity.other": {
    severity: "warn",
    rule: "New commits are by who is configured",
    says: ({ commit, role, person }) => `The ${role} of new commit ${commit} is ${person}`,
    fix: () => "See whether it is meant to be published",
  },
  "identity.spoofed": {
    severity: "block",
    rule: "Nobody goes by the configured name with another address, or by the address with another name",
    says: ({ commit, role, person, expected }) => `The ${role} of new commit ${commit} is ${person}, and who publishes is ${expected}`,
    fix: () => "Make the commit anew under its author's own name",
  },
  "identity.co-author": {
    severity: "warn",
    rule: "Co-authors are pointed out",
    says: ({ place, person }) => `${place} names ${person} as a co-author`,
    fix: () => "See whether they are to be named",
  },
  "signature.no-key": {
    severity: "block",
    rule: "Where commits are to be signed, a key is configured",
    says: ({ format }) => `Commits are to be signed, but no ${format} key is configured`,
    fix: () => "git config user.signingKey KEY (and gpg.format ssh), or set publish.sign = false",
  },
  "signature.unsigned": {
    severity: "block",
    rule: "Where commits are to be signed, every new commit is",
    says: ({ commit }) => `New commit ${commit} is not signed`,
    fix: () => "Sign it (git rebase --exec 'git commit --amend --no-edit -S'), or set publish.sign = false",
  },
  "signature.bad": {
    severity: "block",
    rule: "Every signature on a new commit is good",
    says: ({ commit, state }) => `The signature of new commit ${commit} is ${state}`,
    fix: () => "Sign it anew with a key that is valid and trusted",
  },
  "target.rules": {
    severity: "pass",
    rule: "Without publish.target_check, protected branches and required checks are told by the server",
    says: ({ remote }) => `Protection and required checks of "${remote}" are seen when it takes or refuses a push`,
    fix: () => "",
  },
  "target.passed": {
    severity: "pass",
    rule: "What publish.target_check says is told",
    says: ({ remote, said }) => `The target "${remote}" takes it: ${said}`,
    fix: () => "",
  },
  "target.refused": {
    severity: "block",
    rule: "The command publish.target_check says yes (protected branch, required checks, approvals, merge queue)",
    says: ({ remote, said }) => `The target "${remote}" does not take it: ${said}`,
    fix: () => "Do what it asks for; publish.target_check is the command that said so",
  },
  "tag.name": {
    severity: "block",
    rule: "The tag to come has a name that git takes",
    says: ({ tag }) => `"${tag}" is no name of a tag`,
    fix: () => "Name a version, e.g. v1.2.3",
  },
  "tag.exists": {
    severity: "block",
    rule: "The tag to come is neither here nor at the remote",
    says: ({ tag, where }) => `The tag "${tag}" is ${where} already`,
    fix: () => "Choose another name; published tags are never moved",
  },
  "tag.not-newer": {
    severity: "block",
    rule: "The tag to come is a newer version than the remote's",
    says: ({ tag, newer }) => `The tag "${tag}" is no newer version than ${newer}`,
    fix: ({ newer }) => `Name a version above ${newer}`,
  },
  "tag.free": {
    severity: "pass",
    rule: "That the tag to come is free is told",
    says: ({ tag }) => `The tag "${tag}" is free, and will be annotated`,
    fix: () => "",
  },
  "idempotency.published": {
    severity: "pass",
    rule: "What is published already is said to be",
    says: ({ remote, branch, commit }) => `"${branch}" of "${remote}" has this very tree already, in ${commit}`,
    fix: () => "",
  },
  "idempotency.nothing": {
    severity: "pass",
    rule: "That there is nothing to commit is said",
    says: ({ commit }) => `The staging worktree is as ${commit} has it: there is nothing to commit`,
    fix: () => "",
  },
} satisfies Record<string, FindingEntry>;
