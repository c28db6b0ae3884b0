import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures that concern what was or is to be moved to an archive. */
export const pruneErrors = {
  "log.archived": {
    exit: 3,
    says: ({ what, archive, place }) =>
      `${what} was moved to ${place ?? `the archive ${archive ?? "of an earlier prune"}, which is not where it was left`}`,
    then: ({ place }) =>
      `Ask again with --archive ${place ?? "DIR"}, which logs, runs show, runs tail, run-provenance, timeline, why, replay, diff, export and log verify take`,
  },
  "archive.none": {
    exit: 3,
    says: ({ directory }) => `No archive of millrace in ${directory}`,
    then: () => "Name the directory that holds manifest.json, or the one that holds such directories",
  },
  "archive.foreign": {
    exit: 9,
    says: ({ directory, problem }) => `The archive ${directory} does not belong to this workspace: ${problem}`,
    then: () => "millrace logs --type log.pruned lists the archives of this one",
  },
  "archive.damaged": {
    exit: 9,
    says: ({ path, problem }) => `${path} of an archive is damaged: ${problem}`,
    then: () => "millrace log verify --archive DIR lists all that is; bring the archive back from a copy",
  },
  "archive.gap": {
    exit: 3,
    says: ({ directory, from, to }) => `After the archive ${directory} the events ${from} to ${to} are in another one, which is not there`,
    then: () => "Put the archives into one directory and name that: --archive DIR",
  },
  "prune.under-way": {
    exit: 5,
    says: ({ pid }) => `Another prune of this workspace is under way${pid ? `: process ${pid}` : ""}`,
    then: () => "Wait for its end, then look: millrace prune",
  },
  "prune.nothing": {
    exit: 10,
    says: ({ before }) => `Nothing to prune: nothing that may go is older than ${before}`,
    then: () => "millrace prune tells what is kept, and why; --keep DAYS or --keep-segments N moves more",
  },
  "prune.live-run": {
    exit: 5,
    says: ({ run, through }) => `Run "${run}" is live and began before event ${through}, up to which the log was to be moved`,
    then: () => "millrace prune moves what is before it",
  },
  "prune.too-far": {
    exit: 2,
    says: ({ through, head }) => `The log was to be moved up to event ${through}, but it ends at event ${head}`,
    then: () => "millrace prune shows what may be moved",
  },
  "prune.place": {
    exit: 2,
    says: ({ directory, problem }) => `Cannot archive to ${directory}: ${problem}`,
    then: () => "Name a directory outside of the workspace, or leave --to out: it is then millrace-agents/archive",
  },
  "prune.disk": {
    exit: 6,
    says: ({ directory, problem }) => `The archive could not be written to ${directory}: ${problem}`,
    then: () => "Nothing was moved. Free some space there, or name another disk: millrace prune --to DIR --apply",
  },
  "prune.damaged": {
    exit: 9,
    says: ({ problem }) => `Not pruned, because the log is not sound: ${problem}`,
    then: () => "millrace log verify",
  },
} satisfies Record<string, CatalogueEntry>;
