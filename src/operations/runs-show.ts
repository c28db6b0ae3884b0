import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { deliverySchema, evidenceSchema, visitSchema } from "./schemas/run-record.ts";

export const runsShow = defineOperation({
  name: "runs.show",
  effect: "read",
  scope: "observe",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      run: z.string(),
      item: z.string(),
      loop: z.string(),
      plan: z.string(),
      previous: z.string().nullable(),
      started: z.string(),
      stage: z.string().describe("Where it stands, or where it ended"),
      outcome: z.string().nullable().describe("null while it is live"),
      reason: z.string().nullable(),
      detail: z.string().nullable(),
      millis: z.number().nullable(),
      counters: z.record(z.string(), z.number()),
      used: z
        .object({
          input: z.number(),
          cached: z.number(),
          output: z.number(),
          reasoning: z.number(),
          usd: z.number().describe("Of the attempts whose cost is known"),
          unpriced: z.number().describe("Attempts whose cost is not known"),
          unpricedNames: z.array(z.string()).describe("The models or runners whose price is missing"),
          models: z.array(z.string()).describe("Those that answered, as far as the harnesses tell"),
        })
        .nullable()
        .describe("By all its attempts, lost ones too; null where none told anything"),
      baseline: z.array(evidenceSchema(z)),
      visits: z.array(visitSchema(z)),
      delivery: deliverySchema(z),
      directory: z.string().describe("Its artifacts, relative to the workspace"),
    }),
  example: { run: "fix-login-1" },
  async run(context, { run, archive }) {
    const { eventsOfRun } = await import("./history/run-story.ts");
    const { runRecord } = await import("./history/run-record.ts");
    const { usedByRun } = await import("./history/used-by-run.ts");
    const { positionAfter } = await import("./history/position-after.ts");
    const { runDirectory } = await import("../workspace/layout.ts");
    const world = archive === undefined ? context.world : (await import("./pruning/open-archives.ts")).worldWith(context, archive);
    const { events, asOf, durable } = eventsOfRun(world, context.root(), run);
    const record = runRecord(events);
    const position = positionAfter(events);
    const { started, finished } = record;
    return {
      asOf,
      durable,
      run,
      item: started.subject,
      loop: started.data.loop,
      plan: started.data.plan,
      previous: started.data.previous,
      started: started.time,
      stage: position.stage,
      outcome: finished?.data.outcome ?? null,
      reason: finished?.data.reason ?? null,
      detail: finished?.data.detail ?? null,
      millis: finished?.data.millis ?? null,
      counters: position.counters,
      used: usedByRun(record.visits),
      baseline: record.baseline,
      visits: record.visits,
      delivery: record.delivery,
      directory: runDirectory(run),
    };
  },
});
