import type { PlanProblem } from "./problem.ts";

/** Two lines for a person: where and what, then what to do. */
export function renderProblem({ code, path, message, fix, file, line, column }: PlanProblem): [string, string] {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const where = [place, path].filter((part) => part !== "").join(" ");
  return [`${where === "" ? "" : `${where}: `}${message} [${code}]`, `  ${fix}`];
}
