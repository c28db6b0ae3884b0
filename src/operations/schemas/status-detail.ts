import type { Zod } from "../define-operation.ts";
import { usageSchema } from "./run-record.ts";
import { runRowSchema } from "./run-row.ts";

const spendSchema = (z: Zod) =>
  z.object({
    tokens: z.number(),
    usd: z.number().describe("Of the attempts whose cost was known"),
    unpriced: z.record(z.string(), z.object({ attempts: z.number(), input: z.number(), cached: z.number(), output: z.number() })),
  });

/** What `status --detail` adds. */
export const detailSchema = (z: Zod) =>
  z.object({
    runs: z.array(
      z.object({
        id: z.string(),
        plan: z.string(),
        machine: z.string(),
        locks: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
        visits: z
          .array(
            z.object({
              visit: z.number(),
              stage: z.string(),
              tries: z.number(),
              claimed: z.string().nullable(),
              effective: z.string(),
              failure: z.string().nullable(),
              summary: z.string(),
              ended: z.string(),
            }),
          )
          .describe("Settled ones"),
        checks: z
          .array(
            z.object({ check: z.string(), passed: z.boolean(), exit: z.number().nullable(), timedOut: z.boolean(), millis: z.number() }),
          )
          .describe("Of the last verdict"),
        changed: z.array(z.string()),
        protectedChanged: z.array(z.string()),
        usage: usageSchema(z).describe("Of all its attempts; costUsd is null where that of one is not known"),
        session: z
          .object({ id: z.string(), attempt: z.string(), runner: z.string(), resumed: z.boolean() })
          .nullable()
          .describe("The harness's conversation with which a further attempt of the present visit would go on"),
        failed: z
          .object({ attempt: z.string(), failure: z.string(), detail: z.string() })
          .nullable()
          .describe("Why the last attempt of the present visit gave no terminal"),
        itemSpent: spendSchema(z).nullable().describe("By the runs of its item since its counters were last reset"),
      }),
    ),
    finished: z.array(runRowSchema(z)).describe("The last ones"),
    policy: z.object({
      maxRuns: z.number(),
      runsPerItem: z.number(),
      attemptsPerDay: z.number(),
      itemsPerRoot: z.number(),
      incidentsPerRoot: z.number(),
      allowedCommands: z.array(z.string()),
      usdPerDay: z.number().optional().describe("Absent for no limit, as the next two"),
      tokensPerDay: z.number().optional(),
      usdPerItem: z.number().optional(),
      prices: z
        .record(
          z.string(),
          z.object({
            perAttempt: z.number().optional(),
            inputPerMillion: z.number().optional(),
            cachedPerMillion: z.number().optional(),
            outputPerMillion: z.number().optional(),
          }),
        )
        .optional()
        .describe("US dollars, by model or runner"),
    }),
    day: z.object({ day: z.string(), attempts: z.number(), spent: spendSchema(z).optional() }),
  });
