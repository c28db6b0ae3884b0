import type { InputOf, Params } from "../params.ts";

/** A task as it is typed, or as one line of NDJSON. */
export const taskParams = {
  title: {
    type: "string",
    positional: 0,
    required: true,
    placeholder: "TITLE|FILE",
    summary: "What is to be done, or the path of a work document",
  },
  body: { type: "string", placeholder: "TEXT", summary: "The description" },
  run: { type: "string[]", placeholder: "CMD", summary: "A command of the shell runner's builder" },
  checks: { type: "string[]", flag: "check", placeholder: "CMD", summary: "A required check: a command, or a name from millrace.toml" },
  fix: { type: "string[]", placeholder: "CMD", summary: "A command of the shell runner's fixer" },
  paths: { type: "string[]", flag: "path", placeholder: "PATH", summary: "A path that the work may touch; all when absent" },
  dependsOn: { type: "string[]", placeholder: "ID", summary: "An item that must be done before" },
  priority: { type: "integer", default: 0, min: -1000, max: 1000, summary: "Higher is claimed first" },
  id: { type: "string", placeholder: "ID", summary: "Its id; made from the title when absent" },
} as const satisfies Params;

export type TaskInput = InputOf<typeof taskParams>;
