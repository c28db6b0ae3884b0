import type { LoopProblemCode } from "../../machines/loop/problem.ts";
import type { ErrorCode } from "../kernel/errors/millrace-error.ts";

export type PlanProblemCode = Extract<ErrorCode, `config.${string}` | `plan.${string}`> | LoopProblemCode;

/** Something wrong on the way from files to a plan. A value, never thrown. */
export interface PlanProblem {
  code: PlanProblemCode;
  /** Key path in the file, e.g. `stages.builder.runner`, or the path of a file that is missing. */
  path: string;
  message: string;
  /** What to do about it, as one sentence without a final period. */
  fix: string;
  /** The file, relative to the workspace, or `package:` and its path in the package. */
  file?: string;
  /** From 1. */
  line?: number;
  column?: number;
}
