import type { Zod } from "../define-operation.ts";

const costSchema = (z: Zod) =>
  z.object({
    visits: z.number(),
    attempts: z.number(),
    hours: z.number(),
    usd: z.number().nullable().describe("null where a price is not known"),
  });

/** The most that work can take, proved from the plan. */
export const worstCaseSchema = (z: Zod) =>
  z.object({
    attemptsPerVisit: z.number(),
    runsPerItem: z.number(),
    kinds: z.array(z.object({ kind: z.string(), loop: z.string(), run: costSchema(z), item: costSchema(z) })),
    usdUnknown: z.string().nullable(),
  });
