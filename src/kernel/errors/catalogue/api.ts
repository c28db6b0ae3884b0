import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Refusals of the HTTP application. */
export const apiErrors = {
  "api.not-found": { exit: 3, says: ({ path }) => `Nothing is at ${path}`, then: () => "GET /openapi.json lists what is" },
  "api.method": {
    exit: 2,
    says: ({ method, path }) => `${path} does not take ${method}`,
    then: () => "The HTTP application only reads; the command line changes things",
  },
  "api.query": {
    exit: 2,
    says: ({ problem }) => `The query cannot be used: ${problem}`,
    then: () => "GET /openapi.json lists the parameters",
  },
  "api.body": { exit: 2, says: ({ problem }) => `The request's body cannot be used: ${problem}` },
  "api.host": {
    exit: 4,
    says: ({ host }) => `The request is addressed to "${host}", which is not a name of this machine's loopback`,
    then: () => "Use http://127.0.0.1 or http://localhost",
  },
  "api.origin": {
    exit: 4,
    says: ({ origin }) => `A page from "${origin}" may not ask here`,
    then: () => "Only pages that this application itself serves may",
  },
  "api.ahead": {
    exit: 5,
    says: ({ after, head }) => `There is no event ${after}: the log ends at ${head}`,
    then: () => "Begin again from an event that you know is there; a repair of the log may have taken the others",
  },
  "api.too-heavy": {
    exit: 5,
    says: ({ operation }) => `"${operation}" would hold up the work of the process that serves this`,
    then: ({ command }) => `millrace ${command}, or ask "millrace serve", which works on nothing`,
  },
  "api.port-taken": {
    exit: 5,
    says: ({ port, problem }) => `Cannot listen on port ${port}: ${problem}`,
    then: () => "--port names another; --port 0 takes any that is free",
  },
} satisfies Record<string, CatalogueEntry>;
