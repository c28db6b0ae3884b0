import type { CatalogueEntry } from "../catalogue-entry.ts";

interface Told {
  message?: string;
  problem?: string;
  line?: number;
}

const first = (problems: unknown): string => {
  if (typeof problems === "string") return problems;
  const [told, ...others] = problems as readonly Told[];
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${told?.line === undefined ? "" : `line ${told.line}: `}${told?.message ?? told?.problem ?? ""}${more}`;
};

/** Failures and refusals of publishing: the staging worktree, its preflight, and what leaves the machine. */
export const publishErrors = {
  "publish.manifest": {
    exit: 2,
    says: ({ file, problems }) => `The staging manifest "${file}" cannot be used: ${first(problems)}`,
    then: ({ problems }) =>
      typeof problems === "string" ? "Mend it" : String((problems as readonly { fix: string }[])[0]?.fix ?? "Mend it"),
  },
  "publish.manifest-missing": {
    exit: 3,
    says: ({ file }) => `There is no staging manifest "${file}" in the workspace`,
    then: () => "Mend publish.manifest in millrace.toml, or remove it: without one the whole product is published",
  },
  "publish.selection": {
    exit: 5,
    says: ({ problems }) => `Nothing was synced: ${first(problems)}`,
    then: () => "Mend the files or the staging manifest, then: millrace publish sync",
  },
  "publish.source-moved": {
    exit: 5,
    says: ({ path }) => `Nothing was synced: "${path}" changed while it was copied`,
    then: () => "Wait for the run to end, or pause the runtime, then: millrace publish sync",
  },
  "publish.no-staging": {
    exit: 3,
    says: ({ staging, reason }) => `There is no staging repository at ${staging}: ${reason}`,
    then: () => "millrace publish sync makes it",
  },
  "publish.not-ready": {
    exit: 8,
    says: ({ phase }) =>
      phase === "refused"
        ? "The last preflight found reasons not to publish"
        : "No preflight has found the staging worktree ready since it last changed",
    then: () => "millrace publish preflight",
  },
  "publish.nothing-to-approve": {
    exit: 5,
    says: ({ phase }) => `There is no preflight to approve: the publication is ${phase}`,
    then: () => "millrace publish preflight",
  },
  "publish.other-tree": {
    exit: 5,
    says: ({ wanted, tree }) => `The last preflight saw the tree ${tree}, not "${wanted}"`,
    then: () => "Look at what it found (millrace publish preflight), then approve the tree that it tells",
  },
  "publish.inputs-changed": {
    exit: 8,
    says: ({ what, seen, now }) => `Nothing was committed: ${what} is ${now}, and the preflight saw ${seen}`,
    then: () => "millrace publish preflight",
  },
  "publish.secret-in-message": {
    exit: 8,
    says: ({ kind }) => `Nothing was committed: the message holds what looks like a secret (${kind})`,
    then: () => "Write the message without it",
  },
  "publish.nothing-committed": {
    exit: 5,
    says: ({ phase, commit }) =>
      commit === null
        ? `There is no commit to go on from (the publication is ${phase})`
        : `There is no commit to go on from: since ${String(commit).slice(0, 12)} the publication went on, and is ${phase}`,
    then: ({ phase }) => (phase === "ready" ? "millrace publish commit" : "millrace publish preflight, then: millrace publish commit"),
  },
  "publish.taken-back": {
    exit: 5,
    says: ({ commit, branch, head }) =>
      `The commit ${String(commit).slice(0, 12)} is not in "${branch}" any more, which is ${head === null ? "empty" : `at ${String(head).slice(0, 12)}`}`,
    then: () => "millrace publish preflight, then: millrace publish commit",
  },
  "publish.no-remote": {
    exit: 3,
    says: ({ staging }) => `The staging repository at ${staging} has no remote`,
    then: () => "git remote add origin URL there, or set publish.remote before the first sync",
  },
  "publish.push-refused": {
    exit: 8,
    says: ({ remote, ref, problem }) => `${ref} of "${remote}" did not take the commit: ${problem}`,
    then: ({ fix }) => String(fix),
  },
  "publish.push-unknown": {
    exit: 6,
    says: ({ remote, ref, problem }) => `Whether ${ref} of "${remote}" took the commit is not known: ${problem}`,
    then: ({ remote }) =>
      `millrace publish push reads the remote and settles it; if it will never answer again: git remote remove ${remote} in the staging worktree`,
  },
  "publish.tag-refused": {
    exit: 5,
    says: ({ name, problem }) => `No tag "${name}" was made: ${problem}`,
    then: () => "millrace publish status shows what is tagged and published",
  },
  "publish.tag-name": {
    exit: 2,
    says: ({ name, problem }) => `"${name}" cannot be a tag here: ${problem}`,
    then: () => "Name a version above the last one, e.g. v1.2.3",
  },
  "publish.staging-unusable": {
    exit: 2,
    says: ({ staging, problem }) => `${staging} cannot be the staging worktree: ${problem}`,
    then: () => "Set publish.staging in millrace.toml to a directory of its own, e.g. millrace-agents/staging",
  },
  "publish.busy": {
    exit: 5,
    says: ({ staging, pid }) => `Another publish is at work on ${staging}${pid ? ` (process ${pid})` : ""}`,
    then: () => "Wait for it to end, then try again",
  },
  "publish.staging-torn": {
    exit: 6,
    says: ({ staging, journal }) => `A sync of ${staging} was interrupted, and its directories or ${journal} were changed by hand since`,
    then: ({ staging, journal }) =>
      `Put back what ${staging}.next and ${staging}.old hold (the .git first), remove both and ${journal}, then: millrace publish sync`,
  },
  "publish.left-behind": {
    exit: 6,
    says: ({ place }) => `${place} is left from an interrupted sync, and its journal is gone: it may hold files that are nowhere else`,
    then: ({ place }) => `Take out of ${place} what you need (the .git first) and remove it, then: millrace publish sync`,
  },
  "publish.under-way": {
    exit: 5,
    says: ({ step, pid }) => `A ${step} is under way (process ${pid})`,
    then: () => "Wait for it to end; millrace publish status says how far it is",
  },
  "publish.not-legal": {
    exit: 5,
    says: ({ phase, event }) => `${event} is no step that a publication which is ${phase} can take`,
    then: () => "millrace publish status says what comes next",
  },
  "publish.no-owner": {
    exit: 1,
    says: ({ command }) => `The owner of the workspace did not answer; the step waits in its mailbox as "${command}"`,
    then: () => "millrace publish status says how far it is; the same command again carries on",
  },
  "publish.moved": {
    exit: 5,
    says: ({ after, last }) =>
      `Something else was published or checked meanwhile (event ${last}, and this was decided after event ${after})`,
    then: () => "millrace publish preflight, then try again",
  },
} satisfies Record<string, CatalogueEntry>;
