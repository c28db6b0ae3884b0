import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures that concern the log. */
export const logErrors = {
  "log.missing": {
    exit: 9,
    says: ({ directory }) => `No event log in ${directory}`,
    then: () =>
      "Put it back from a backup; after an interrupted repair: millrace log repair; a workspace that was never finished: millrace init; one of an older version: millrace upgrade",
  },
  "log.corrupt": {
    exit: 9,
    says: ({ segment, offset, seq, problem }) => `The event log is corrupt at byte ${offset} of ${segment}, event ${seq}: ${problem}`,
    then: () => "millrace log repair salvages every event before it into a new log and keeps the old one",
  },
  "log.newer": {
    exit: 1,
    says: ({ type, tv, seq }) => `Event ${seq} is of type "${type}", version ${tv}, which this version of millrace does not know`,
    then: () => "Use the newer millrace that wrote it; nothing was changed",
  },
  "log.bad-position": {
    exit: 9,
    says: ({ seq, problem }) => `The event log does not hold the position that was asked for, event ${seq}: ${problem}`,
    then: () => "millrace log verify",
  },
  "log.bad-event": { exit: 1, says: ({ type, problem }) => `Refused to write an event of type "${type}": ${problem}` },
  "log.disk": {
    exit: 6,
    says: ({ code, problem }) => `Blocked: the disk takes no more events (${code}): ${problem}`,
    then: ({ code }) =>
      code === "EROFS" ? "Make the disk writable and start again" : "Free some space and start again; nothing acknowledged was lost",
  },
  "log.io": {
    exit: 1,
    says: ({ code, problem }) => `The event log could not be written (${code}): ${problem}`,
    then: () => "Check the disk, then start again; nothing acknowledged was lost",
  },
  "log.sync-failed": {
    exit: 1,
    says: ({ code, problem }) => `The disk did not confirm the last events (${code}): ${problem}`,
    then: () => "Check the disk, then start again: the log is read anew and says what survived",
  },
  "log.broken": {
    exit: 1,
    says: ({ problem }) => `The event log refuses to write until it is opened anew: ${problem}`,
    then: () => "Check the disk, then start again",
  },
  "log.fenced": {
    exit: 11,
    says: ({ problem }) => `Another owner has written to the event log: ${problem}`,
    then: () => "millrace status shows the owner; this process has written nothing and must end",
  },
  "log.blob": {
    exit: 9,
    says: ({ hash, problem }) => `Cannot read blob ${hash} of the event log: ${problem}`,
    then: () =>
      "millrace log verify says what names it. Put the file back from a copy; a plan is stored again by a start under the configuration that made it",
  },
  "log.no-such-moment": {
    exit: 3,
    says: ({ moment, head, first }) =>
      head === 0
        ? `No moment "${moment}": the log has no event`
        : `No moment "${moment}" in the log: it has events 1 to ${head}, the first from ${first}`,
    then: ({ damaged }) =>
      damaged
        ? "The log is damaged behind them: see millrace log verify"
        : "millrace logs shows the last events with their sequence and time",
  },
  "bundle.damaged": {
    exit: 9,
    says: ({ file, problem }) => `The bundle ${file} is not what it was when it was written: ${problem}`,
    then: () => "Have it sent anew; millrace export RUN --bundle FILE writes one",
  },
  "export.secret": {
    exit: 4,
    says: ({ path, line }) =>
      `A secret stands in line ${line} of ${path}, and a bundle cannot be written without it: its bytes are chained by hash`,
    then: () => "millrace export RUN --html FILE takes secrets out",
  },
  "log.busy": { exit: 1, says: () => "A lone append was asked for while others are under way" },
  "log.closed": { exit: 1, says: () => "The event log is closed" },
  "log.not-damaged": {
    exit: 10,
    says: ({ directory }) => `Nothing to repair: the event log in ${directory} is whole`,
    then: () => "millrace log verify checks schemas, blobs and snapshots too",
  },
  "owner.taken": {
    exit: 5,
    says: ({ pid, role, since }) =>
      `The workspace is owned by process ${pid ?? "unknown"}${role ? ` (${role})` : ""}${since ? ` since ${since}` : ""}`,
    then: () => "millrace status shows what it does; millrace stop ends it",
  },
} satisfies Record<string, CatalogueEntry>;
