import type { InputOf, Param, Params } from "../params.ts";

const title = (placeholder: string) =>
  ({
    type: "string",
    positional: 0,
    required: true,
    placeholder,
    summary: "What is to be done, or the path of a work document",
  }) as const satisfies Param;

/** What every kind of work has. */
const common = {
  body: { type: "string", placeholder: "TEXT", summary: "The description" },
  dependsOn: { type: "string[]", placeholder: "ID", summary: "An item that must be done before" },
  priority: { type: "integer", default: 0, min: -1000, max: 1000, summary: "Higher is claimed first" },
  root: { type: "string", placeholder: "ID", summary: "The root spec that it belongs to" },
  id: { type: "string", placeholder: "ID", summary: "Its id; made from the title when absent" },
} as const satisfies Params;

const checks = {
  type: "string[]",
  flag: "check",
  placeholder: "CMD",
  summary: "A required check: a command, or a name from millrace.toml",
} as const satisfies Param;
const paths = {
  type: "string[]",
  flag: "path",
  placeholder: "PATH",
  summary: "A path that the work is meant to touch: work on other paths may go on beside it; all when absent",
} as const satisfies Param;
const acceptance = {
  type: "string[]",
  placeholder: "TEXT",
  summary: "When it is good, for readers",
} as const satisfies Param;

/** A task as it is typed, or as one line of NDJSON. */
export const taskParams = {
  title: title("TITLE|FILE"),
  run: { type: "string[]", placeholder: "CMD", summary: "A command of the shell runner's builder" },
  checks,
  fix: { type: "string[]", placeholder: "CMD", summary: "A command of the shell runner's fixer" },
  paths,
  acceptance,
  specId: { type: "string", placeholder: "ID", summary: "The spec that it is made from; its root where --root is absent" },
  ...common,
} as const satisfies Params;

export const specParams = {
  title: title("TITLE|FILE"),
  goals: { type: "string[]", flag: "goal", placeholder: "TEXT", summary: "What it is for" },
  constraints: { type: "string[]", flag: "constraint", placeholder: "TEXT", summary: "What it has to keep to" },
  acceptance,
  checks,
  paths,
  ...common,
} as const satisfies Params;

export const ideaParams = { title: title("TITLE|FILE"), ...common } as const satisfies Params;

export const probeParams = { title: title("TITLE|FILE"), checks, paths, ...common } as const satisfies Params;

export const learningParams = {
  title: title("TITLE|FILE"),
  action: {
    type: "choice",
    choices: ["create", "improve", "promote", "export", "install"],
    placeholder: "ACTION",
    summary: "What is wanted of the skill",
  },
  skill: { type: "string", placeholder: "ID", summary: "The skill that it is about" },
  ...common,
} as const satisfies Params;

export type TaskInput = InputOf<typeof taskParams>;

/** Work as any of the commands that add it takes it. */
export type WorkInput = InputOf<typeof ideaParams> &
  Partial<Pick<TaskInput, "run" | "checks" | "fix" | "paths" | "acceptance" | "specId">> &
  Partial<Pick<InputOf<typeof specParams>, "goals" | "constraints">> &
  Partial<Pick<InputOf<typeof learningParams>, "action" | "skill">>;
