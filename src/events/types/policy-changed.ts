import { z } from "zod";
import { count, prose } from "../common.ts";
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
    }),
  }),
});
