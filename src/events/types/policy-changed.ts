import { z } from "zod";
import { count, dollars, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** What stays live was changed: concurrency, limits, budgets. */
export const policyChanged = defineEvent({
  type: "policy.changed",
  version: 1,
  summary: "What stays live was changed: concurrency, limits, budgets",
  data: z.object({
    policy: z.object({
      maxRuns: count,
      runsPerItem: count,
      attemptsPerDay: count,
      itemsPerRoot: count,
      incidentsPerRoot: count,
      allowedCommands: z.array(prose),
      /** Absent for no limit, and in older logs. */
      usdPerDay: dollars.optional(),
      tokensPerDay: count.optional(),
      usdPerItem: dollars.optional(),
      /** US dollars, by model or runner. */
      prices: z
        .record(
          z.string(),
          z.object({
            perAttempt: dollars.optional(),
            inputPerMillion: dollars.optional(),
            cachedPerMillion: dollars.optional(),
            outputPerMillion: dollars.optional(),
          }),
        )
        .optional(),
    }),
  }),
});
