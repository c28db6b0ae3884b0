import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Refusals of `upgrade`: of bringing an older workspace over, of a newer baseline, and of undoing either. */
export const importErrors = {
  "upgrade.older-workspace": {
    exit: 5,
    says: ({ root, line }) => `"${root}" is a workspace of Millrace ${line}`,
    then: () => "millrace upgrade says what can be carried over, and changes nothing; a new workspace needs a directory of its own",
  },
  "upgrade.still-running": {
    exit: 5,
    says: ({ line, pid, host }) => `Millrace ${line} still works on this workspace: process ${pid} on "${host}"`,
    then: () => "Stop it with its own command, then run millrace upgrade again; nothing was changed",
  },
  "upgrade.unreadable": {
    exit: 1,
    says: ({ path, problem }) => `Cannot read "${path}" of the older workspace: ${problem}`,
    then: () => "Make it readable for this user; nothing was changed",
  },
  "upgrade.nothing-to-undo": {
    exit: 10,
    says: () => "No upgrade stands that could be undone",
    then: () => "millrace upgrade says what there is to do",
  },
  "upgrade.work-done": {
    exit: 5,
    says: ({ count, seq, text }) => `Work was done since the upgrade: ${count} events, the first is event ${seq}: ${text}`,
    then: ({ original }) => `Going back would lose it. The older workspace lies whole in "${original}"`,
  },
  "upgrade.edited": {
    exit: 5,
    says: ({ path }) => `"${path}" was changed since the upgrade, and undoing it would lose that`,
    then: ({ saved }) => `What was there before is in "${saved}"`,
  },
  "upgrade.original-missing": {
    exit: 3,
    says: ({ original }) => `The older workspace is not in "${original}" any more, so that there is nothing to go back to`,
  },
  "upgrade.newer-baseline": {
    exit: 1,
    says: ({ product }) => `The files of this workspace were installed by a newer version, ${product}`,
    then: () => "Use that version; nothing was changed",
  },
  "run.imported": {
    exit: 3,
    says: ({ run, line }) => `Run "${run}" was run by Millrace ${line}; this log has one line of it`,
    then: ({ directory }) => `Its record is in ${directory}; millrace why and runs ls show the line`,
  },
} satisfies Record<string, CatalogueEntry>;
