import { defineOperation } from "./define-operation.ts";
import { attentionSchema } from "./schemas/attention.ts";
import { asOfSchema, errorSchema } from "./schemas/common.ts";
import { waitingSchema } from "./schemas/item-row.ts";

export const status = defineOperation({
  name: "status",
  effect: "read",
  scope: "observe",
  details: "A fold of the log: it says as of which sequence. Works on a live, stopped or damaged workspace.",
  params: {},
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      generatedAt: z.iso.datetime(),
      root: z.string(),
      workspace: z.object({ id: z.string(), name: z.string() }).nullable(),
      log: z.object({ torn: z.object({ bytes: z.number() }).nullable(), problem: errorSchema(z).nullable() }),
      lifecycle: z.string(),
      owner: z.object({ role: z.string(), pid: z.number(), since: z.string(), epoch: z.number() }).nullable(),
      crashed: z.boolean().describe("The last owner ended without letting go; the next start carries on"),
      pauses: z.array(z.object({ source: z.string(), reason: z.string().nullable(), since: z.iso.datetime() })),
      plan: z.object({ hash: z.string(), mode: z.string(), seq: z.number() }).nullable(),
      counts: z.record(z.string(), z.number()).describe("Items in each phase"),
      kinds: z.record(z.string(), z.record(z.string(), z.number())),
      runs: z.array(
        z.object({
          id: z.string(),
          item: z.string(),
          title: z.string(),
          loop: z.string(),
          phase: z.string(),
          stage: z.string(),
          visit: z.number(),
          visitLimit: z.number(),
          attempts: z.number(),
          attempt: z.object({ id: z.string(), runner: z.string(), pid: z.number().nullable(), millis: z.number() }).nullable(),
          waiting: z.object({ until: z.iso.datetime(), reason: z.string() }).nullable(),
          counters: z.record(z.string(), z.number()),
          millis: z.number(),
        }),
      ),
      waiting: z.array(z.object({ item: z.string(), title: z.string(), waiting: waitingSchema(z).nullable() })),
      budget: z.object({ attemptsToday: z.number(), attemptsPerDay: z.number().describe("0 for no limit") }),
      attention: z.array(attentionSchema(z)),
      next: z.array(z.object({ command: z.string(), why: z.string() })),
    }),
  example: {},
  async run(context) {
    const { withView } = await import("./view/with-view.ts");
    const { statusOf } = await import("./view/status-of.ts");
    return await withView(context, (view) => statusOf(context.world, context.root(), view));
  },
});
