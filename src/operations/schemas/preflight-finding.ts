import type { Zod } from "../define-operation.ts";

/** One thing that a preflight found. */
export const preflightFindingSchema = (z: Zod) =>
  z.object({
    code: z.string(),
    severity: z.enum(["block", "warn", "pass"]),
    path: z.string().nullable(),
    message: z.string(),
    evidence: z.string().nullable(),
    fix: z.string().nullable(),
  });
