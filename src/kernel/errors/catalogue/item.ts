import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Refusals that concern a work item. */
export const itemErrors = {
  "item.unknown": {
    exit: 3,
    says: ({ item }) => `No work item "${item}"`,
    then: ({ near }) => (near ? `Did you mean "${near}"? millrace queue ls` : "millrace queue ls"),
  },
  "item.exists": {
    exit: 5,
    says: ({ item, phase }) => `Work item "${item}" exists already and is ${phase}`,
    then: ({ item }) => `Choose another --id, or look: millrace queue show ${item}`,
  },
  "item.differs-in-case": {
    exit: 5,
    says: ({ item, other, phase }) =>
      `The id "${item}" differs only in case from "${other}", which is ${phase}: some disks cannot tell them apart`,
    then: ({ other }) => `Choose another id, or look: millrace queue show ${other}`,
  },
  "item.bad-id": {
    exit: 2,
    says: ({ item }) =>
      `Cannot use "${item}" as an id: it must start with a letter or digit and hold only letters, digits, ".", "_" and "-" (at most 100)`,
  },
  "item.bad-document": {
    exit: 2,
    says: ({ where, line, problem }) => `Cannot read ${where}${line ? `, line ${line}` : ""}: ${problem}`,
    then: () => "Mend the document and add it again; nothing was changed",
  },
  "item.bad-edit": {
    exit: 2,
    says: ({ path, problem }) => `${path} was edited, and cannot be taken as it is: ${problem}`,
    then: ({ path }) => `Mend ${path} and say it again, or remove it to go on with the text before the edit`,
  },
  "item.dependency-cycle": {
    exit: 5,
    says: ({ cycle }) => `Dependencies form a cycle: ${cycle}`,
    then: () => "Remove one of these dependencies and add the task again",
  },
  "item.blank-command": {
    exit: 2,
    says: ({ item, name }) => `Item "${item}" has a blank command in "${name}": it would always succeed and prove nothing`,
    then: () => "Leave it out, or write the command",
  },
  "item.depends-on-itself": { exit: 2, says: ({ item }) => `Work item "${item}" depends on itself` },
  "item.not-blocked": {
    exit: 5,
    says: ({ item, phase }) => `Item "${item}" is ${phase}, not blocked`,
    then: ({ item }) => `millrace queue show ${item}`,
  },
  "item.not-legal": {
    exit: 5,
    says: ({ item, phase, action }) => `Cannot ${action} item "${item}": it is ${phase}`,
    then: ({ item }) => `millrace queue show ${item}`,
  },
  "item.revised-meanwhile": {
    exit: 5,
    says: ({ item, expected, revision }) =>
      `Item "${item}" has another revision by now: ${String(revision).slice(0, 12)}, not ${String(expected).slice(0, 12)}`,
    then: ({ item, kept }) =>
      `${kept ? `Your text is kept in ${kept}. ` : ""}Look at the new one and edit again: millrace queue show ${item}`,
  },
  "item.beside-itself": { exit: 2, says: ({ item }) => `Cannot place item "${item}" beside itself` },
  "item.no-dependency": {
    exit: 3,
    says: ({ item, from, dependsOn }) => `Item "${item}" does not depend on "${from}"${dependsOn ? `, but on ${dependsOn}` : ""}`,
    then: ({ item }) => `millrace queue show ${item}`,
  },
  "item.edit-by-hand": {
    exit: 5,
    says: ({ item, from }) => `Cannot find for certain where the document of "${item}" names "${from}"`,
    then: ({ item }) => `millrace queue edit ${item}`,
  },
  "item.not-incident": {
    exit: 5,
    says: ({ item, kind }) => `Item "${item}" is a ${String(kind).replace("_", " ")}, not an incident`,
    then: ({ item }) => `millrace queue show ${item}`,
  },
  "item.exhausted": {
    exit: 7,
    says: ({ item, runs, limit }) => `Item "${item}" has used ${runs} of ${limit} runs`,
    then: ({ item }) => `millrace unblock ${item} --reset clears its counters`,
  },
  "item.spent": {
    exit: 7,
    says: ({ item, detail }) => `Item "${item}" may not go on: ${detail}`,
    then: ({ item, limit }) =>
      `millrace unblock ${item} --reset begins its count anew; millrace config set limits.usd_per_item ${Number(limit) * 2} lets it spend more`,
  },
  "item.none-ready": {
    exit: 10,
    says: ({ queued, waiting }) => (queued ? `No work item is ready: ${waiting}` : "Nothing to do: the queue is empty"),
    then: ({ queued }) => (queued ? "millrace queue ls shows what each one waits for" : 'millrace add-task "Title" --run CMD --check CMD'),
  },
  "item.redacted": {
    exit: 5,
    says: ({ item, by }) => `The document of "${item}" was taken out of the log by event ${by}, so that it cannot run again`,
    then: () => "millrace add-task adds the work anew",
  },
} satisfies Record<string, CatalogueEntry>;
