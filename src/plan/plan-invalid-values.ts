import type { ErrorValues } from "../kernel/errors/catalogue-entry.ts";
import type { PlanProblem } from "./problem.ts";
import { renderProblem } from "./render-problem.ts";

/** The values of the error `plan.invalid`, which stands for all problems of a failed compile. */
export function planInvalidValues({ problems, asked }: { problems: readonly PlanProblem[]; asked?: string }): ErrorValues {
  const [first] = problems;
  if (!first) return { count: 0, first: "none was told", fix: "Run it again", problems: [] };
  return {
    count: problems.length,
    first: renderProblem(first)[0],
    fix: first.fix,
    problems,
    ...(asked === undefined ? {} : { mode: asked }),
  };
}
