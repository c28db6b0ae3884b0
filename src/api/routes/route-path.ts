import type { Operation } from "../../operations/define-operation.ts";

/** Where the name of an operation does not say it. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "log.events": "/events",
  "run.provenance": "/runs/{run}/provenance",
};

/**
 * The path of an operation: `queue.list` is at /queue, `queue.show` at /queue/{item}, `runs.tail` at /runs/{run}/tail,
 * `compile.show` at /compile/show. What it takes as an argument on the command line is part of the path.
 */
export function routePath({ name, params }: Pick<Operation, "name" | "params">): string {
  const otherwise = OTHERWISE[name];
  if (otherwise !== undefined) return otherwise;
  const [noun = "", verb] = name.split(".");
  const subject = requiredSubject(params);
  const middle = subject === null ? "" : `/{${subject}}`;
  const isPlain = verb === undefined || verb === "list" || (verb === "show" && subject !== null);
  return `/${noun}${middle}${isPlain ? "" : `/${verb}`}`;
}

/** The parameter that names what an operation is about; null when there is none, or it may be left out. */
function requiredSubject(params: Operation["params"]): string | null {
  const found = Object.entries(params).find(([, param]) => param.positional === 0 && param.required);
  return found?.[0] ?? null;
}
