import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Why a text stays in the log. */
export const redactErrors = {
  "redact.unknown": {
    exit: 3,
    says: ({ seq, head }) => `No event ${seq} in this log, which ends with event ${head}`,
    then: () => "millrace log redact --find tells which events hold a text; events that were pruned are in their archive",
  },
  "redact.unreadable": {
    exit: 5,
    says: ({ seq, problem }) => `Event ${seq} cannot be redacted: ${problem}`,
    then: () => "Nothing was changed; millrace log verify checks the log",
  },
  "redact.live-document": {
    exit: 5,
    says: ({ seq, item, phase }) => `Event ${seq} holds the document of "${item}", which is ${phase} and still needs it`,
    then: ({ item, phase }) =>
      phase === "active"
        ? `Wait until it ends, or millrace cancel ${item}; then redact`
        : `millrace queue edit ${item} takes the text out of it, millrace queue remove ${item} ends it; then redact`,
  },
  "redact.live-run": {
    exit: 5,
    says: ({ seq, run }) => `Event ${seq} belongs to run "${run}", which is under way`,
    then: () => "Wait until it ends, or millrace cancel its item; then redact",
  },
  "redact.live-refusal": {
    exit: 5,
    says: ({ seq, path }) => `Event ${seq} says why ${path} was not taken in, and the file is still there`,
    then: ({ path }) => `Mend or remove ${path}; then redact`,
  },
  "redact.live-policy": {
    exit: 5,
    says: ({ seq }) => `Event ${seq} holds the policy in force`,
    then: () => "Take the text out of millrace.toml, then millrace reload; then redact",
  },
  "redact.live-plan": {
    exit: 5,
    says: ({ hash, plan, run }) =>
      `The text ${String(hash).slice(0, 12)} belongs to plan ${String(plan).slice(0, 12)}, which ${run === null ? "is in force" : `run "${run}" pins`}`,
    then: ({ run }) =>
      run === null
        ? "Take it out of the prompt, skill or configuration that it stands in, then millrace reload; then redact"
        : "Wait until the run ends, or millrace cancel its item; then redact",
  },
  "redact.needed": {
    exit: 5,
    says: ({ hash }) =>
      `The log itself needs blob ${String(hash).slice(0, 12)}: it is data of an event, or stands for events that were pruned`,
    then: () => "millrace log redact SEQ redacts data of an event",
  },
  "redact.sequence": {
    exit: 2,
    says: ({ value }) => `"${value}" is no sequence of an event`,
    then: () => "millrace logs shows them; millrace log redact --find tells which events hold a text",
  },
  "redact.short": {
    exit: 2,
    says: ({ bytes, least }) => `A text of ${bytes} bytes would be found everywhere: give at least ${least}`,
  },
  "redact.reason": {
    exit: 2,
    says: () => "The reason holds the very text that is to go, and it would stay in the log",
    then: () => "Say why without the text",
  },
} satisfies Record<string, CatalogueEntry>;
