import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures of what was typed. */
export const cliErrors = {
  "cli.unknown-command": {
    exit: 2,
    says: ({ command }) => `Unknown command "${command}"`,
    then: ({ near, instead }) =>
      instead ? `Here: ${instead}` : near ? `Did you mean "millrace ${near}"? See millrace --help` : "See millrace --help",
  },
  "cli.unknown-option": {
    exit: 2,
    says: ({ option, command }) => `Unknown option "${option}" of "millrace ${command}"`,
    then: ({ near, command }) => (near ? `Did you mean "${near}"? See millrace ${command} --help` : `See millrace ${command} --help`),
  },
  "cli.bad-value": {
    exit: 2,
    says: ({ name, value, expected }) => `Cannot use "${value}" for ${name}: ${expected}`,
    then: ({ command }) => (command ? `See millrace ${command} --help` : "See millrace --help"),
  },
  "cli.missing": {
    exit: 2,
    says: ({ name, command }) => `"millrace ${command}" needs ${name}`,
    then: ({ command }) => `See millrace ${command} --help`,
  },
  "cli.unexpected": {
    exit: 2,
    says: ({ value, command }) => `"millrace ${command}" takes no further argument, but got "${value}"`,
    then: ({ command }) => `See millrace ${command} --help`,
  },
  "cli.conflict": {
    exit: 2,
    says: ({ a, b, command }) => `"millrace ${command}" takes ${a} or ${b}, not both`,
    then: ({ command }) => `See millrace ${command} --help`,
  },
  "cli.no-terminal": {
    exit: 2,
    says: ({ option }) => `${option} is for a person at a terminal, and there is none`,
    then: ({ instead }) => String(instead),
  },
  "cli.permission": {
    exit: 4,
    says: ({ path, problem }) => `Not permitted${path ? ` on ${path}` : ""}: ${problem}`,
    then: () => "Check who owns the file and its permissions",
  },
  "cli.disk": {
    exit: 6,
    says: ({ path, code, problem }) => `The disk refused a write${path ? ` to ${path}` : ""} (${code}): ${problem}`,
    then: ({ code }) => (code === "EROFS" ? "Make the disk writable and try again" : "Free some space and try again"),
  },
  "cli.editor": {
    exit: 1,
    says: ({ editor, problem }) => `The editor "${editor}" failed: ${problem}`,
    then: ({ path }) => (path ? `Your text is kept in ${path}; set EDITOR to another editor` : "Set EDITOR to an editor that works here"),
  },
  "cli.unreadable": {
    exit: 3,
    says: ({ path, problem }) => `Cannot read ${path}: ${problem}`,
    then: () => "Check the path; a title that looks like a file name can be given after --",
  },
  "cli.not-known": {
    exit: 3,
    says: ({ what, value }) => `No ${what} "${value}"`,
    then: ({ near, look }) => (near ? `Did you mean "${near}"? ${look}` : String(look)),
  },
  "cli.internal": {
    exit: 1,
    says: ({ problem }) => `Sorry, this is a fault of Millrace itself: ${problem}`,
    then: () => "MILLRACE_DEBUG=1 shows where it happened; nothing acknowledged was lost",
  },
  "cli.interrupted": {
    exit: 130,
    says: () => "Interrupted",
    then: () => "millrace start --once carries on where it stopped",
  },
} satisfies Record<string, CatalogueEntry>;
