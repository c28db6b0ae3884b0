import type { PlanProblem } from "../../plan/problem.ts";
import type { Zod } from "../define-operation.ts";

/** Something wrong with configuration, mode or loop, and where. */
export const planProblemSchema = (z: Zod) =>
  z.object({
    code: z.string(),
    path: z.string(),
    message: z.string(),
    fix: z.string(),
    file: z.string().nullable(),
    line: z.number().nullable(),
    column: z.number().nullable(),
  });

export function planProblemRow({ code, path, message, fix, file, line, column }: PlanProblem) {
  return { code: code as string, path, message, fix, file: file ?? null, line: line ?? null, column: column ?? null };
}
