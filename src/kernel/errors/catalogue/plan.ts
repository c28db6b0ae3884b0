import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Most problems of configuration and plan carry their own words: where, what, and what to do. */
const problem: CatalogueEntry = {
  exit: 2,
  says: ({ path, message }) => (path ? `${path}: ${message}` : String(message)),
  then: ({ fix }) => String(fix),
};

/** Failures that concern the configuration and the plan made from it. */
export const planErrors = {
  "plan.none": {
    exit: 2,
    says: () => "No plan was compiled yet",
    then: () => "millrace compile validate",
  },
  "plan.no-loop": {
    exit: 2,
    says: ({ kind, loop }) => `The plan has no loop that takes a ${kind}${loop ? ` ("${loop}" does not)` : ""}`,
    then: () => "millrace modes shows which mode binds which loops",
  },
  "plan.unknown-vocabulary": {
    exit: 1,
    says: ({ plan, loop, entries }) => `Plan ${plan} pins loop "${loop}" with rules that this version does not know: ${entries}`,
    then: () => "Use the newer millrace that compiled it; nothing was changed",
  },
  "plan.invalid": {
    exit: 2,
    says: ({ count, first }) => `The plan cannot be made, ${count === 1 ? "1 problem" : `${count} problems`}: ${first}`,
    then: ({ fix, mode }) =>
      `${fix}${/[.?!]$/.test(String(fix)) ? "" : "."} All problems: millrace compile validate${mode === undefined ? "" : ` --mode ${mode}`}`,
  },
  "config.malformed": problem,
  "config.unreadable": problem,
  "config.two-files": problem,
  "config.unknown-key": problem,
  "config.bad-value": problem,
  "config.secret": problem,
  "plan.unknown-mode": problem,
  "plan.bad-mode": problem,
  "plan.no-harness": problem,
  "plan.unknown-loop": problem,
  "plan.bad-loop": problem,
  "plan.no-entry": problem,
  "plan.replaced-loop": problem,
  "plan.unknown-limit": problem,
  "plan.unknown-stage": problem,
  "plan.unknown-runner": problem,
  "plan.missing-argv": problem,
  "plan.missing-entrypoint": problem,
  "plan.missing-skill": problem,
  "plan.unreadable-file": problem,
  "plan.sandbox": problem,
  "plan.sandbox-unavailable": problem,
  "plan.entrypoint-lint": problem,
  "plan.skill-lint": problem,
} satisfies Record<string, CatalogueEntry>;
