import type { compileValidate } from "../../operations/compile-validate.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { planProblemRow } from "../../operations/schemas/plan-problem.ts";
import type { Paper } from "../text/paper.ts";

type ProblemRow = ReturnType<typeof planProblemRow>;

/** Every problem with its place and what to do. */
export function renderCompileValidate(
  { ok, hash, mode, loops, problems, warnings }: OutputOf<typeof compileValidate>,
  paper: Paper,
): string {
  return [
    ok
      ? `${paper.green("compiles")}  mode ${mode}, plan ${hash?.slice(0, 12)}, ${loops.join(", ")}`
      : `${paper.red("does not compile")}  ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
    ...problemLines(problems, paper.red("problem"), paper),
    ...problemLines(warnings, paper.yellow("warning"), paper),
  ].join("\n");
}

/** Two lines for each: where and what, then what to do. */
export function problemLines(problems: readonly ProblemRow[], label: string, paper: Paper): string[] {
  return problems.flatMap(({ code, path, message, fix, file, line, column }) => {
    const place = [file, line, column].filter((part) => part !== null).join(":");
    const where = [place, path].filter((part) => part !== "").join(" ");
    return [`${label}  ${where === "" ? "" : `${where}: `}${message} ${paper.dim(`[${code}]`)}`, `         ${fix}`];
  });
}
