import type { Zod } from "../define-operation.ts";
import { runRowSchema } from "./run-row.ts";

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
        usage: z
          .object({
            input: z.number(),
            cached: z.number(),
            output: z.number(),
            reasoning: z.number(),
            costUsd: z.number().nullable(),
          })
          .nullable(),
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
    }),
    day: z.object({ day: z.string(), attempts: z.number() }),
  });
