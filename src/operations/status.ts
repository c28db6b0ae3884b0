import { defineOperation } from "./define-operation.ts";
import { attentionSchema } from "./schemas/attention.ts";
import { budgetSchema } from "./schemas/budget.ts";
import { asOfSchema, errorSchema } from "./schemas/common.ts";
import { waitingSchema } from "./schemas/item-row.ts";
import { detailSchema } from "./schemas/status-detail.ts";

export const status = defineOperation({
  name: "status",
  effect: "read",
  scope: "observe",
  details:
    "A fold of the log: it says as of which sequence. Works on a live, stopped or damaged workspace; exits with 9 where the log is gone, for then nothing is known. With --watch it is drawn anew as things change, until it is interrupted (exit 130); where nobody looks, each change is a block, and with --json a line of type status.",
  params: {
    detail: { type: "boolean", summary: "Settled visits, checks and usage of live runs, the last runs, and the policy" },
    watch: { type: "boolean", short: "w", follows: true, summary: "Go on, drawn anew as it changes" },
    interval: {
      type: "integer",
      default: 2,
      min: 1,
      max: 3600,
      follows: true,
      placeholder: "SECONDS",
      summary: "With --watch: look so often",
    },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      generatedAt: z.iso.datetime(),
      root: z.string(),
      workspace: z.object({ id: z.string(), name: z.string() }).nullable(),
      log: z.object({ torn: z.object({ bytes: z.number() }).nullable(), problem: errorSchema(z).nullable() }),
      lifecycle: z.string(),
      owner: z
        .object({
          role: z.string(),
          pid: z.number(),
          since: z.string(),
          epoch: z.number(),
          suspended: z.boolean().describe("It stands still, holds the workspace and answers nobody"),
        })
        .nullable(),
      crashed: z.boolean().describe("The last owner ended without letting go; the next start carries on"),
      pauses: z.array(z.object({ source: z.string(), reason: z.string().nullable(), seq: z.number() })),
      plan: z
        .object({
          hash: z.string(),
          mode: z.string(),
          chosenBy: z.string().nullable().describe("The mode that chose it, e.g. auto"),
          seq: z.number(),
        })
        .nullable(),
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
      budget: budgetSchema(z),
      attention: z.array(attentionSchema(z)),
      next: z.array(z.object({ command: z.string(), why: z.string() })),
      detail: detailSchema(z).nullable().describe("Only with --detail"),
      interrupted: z.boolean().describe("It was watched until now"),
    }),
  example: {},
  exit({ interrupted, log }) {
    if (interrupted) return 130;
    return log.problem?.code === "log.missing" ? 9 : 0;
  },
  async run(context, { detail, watch, interval }) {
    const { withView } = await import("./view/with-view.ts");
    const { statusOf } = await import("./view/status-of.ts");
    const { detailOf } = await import("./view/detail-of.ts");
    const look = () =>
      withView(context, (view) => ({
        ...statusOf(context.world, context.root(), view),
        detail: detail ? detailOf(view) : null,
        interrupted: false,
      }));
    if (!watch) return await look();
    const { watchStatus } = await import("./follow/watch-status.ts");
    return { ...(await watchStatus(context, interval * 1000, look)), interrupted: true };
  },
});
