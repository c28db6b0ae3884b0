import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { itemRow, itemRowSchema } from "./schemas/item-row.ts";

export const PHASES = ["queued", "active", "blocked", "done", "handed_off", "cancelled"] as const;
const LIVE = ["queued", "active", "blocked"] as const;

export const queueList = defineOperation({
  name: "queue.list",
  effect: "read",
  scope: "observe",
  details:
    "In the order in which it would be claimed: priority, then age or the place that queue reorder gave. Without --phase: queued, active and blocked items.",
  params: {
    phase: { type: "choice", choices: [...PHASES, "all"], summary: "Only items in this phase", placeholder: "PHASE" },
    kind: {
      type: "choice",
      choices: ["task", "spec", "incident", "idea", "probe", "learning_request"],
      summary: "Only items of this kind",
      placeholder: "KIND",
    },
    waiting: { type: "boolean", summary: "Only queued items that wait for something" },
    limit: { type: "integer", default: 100, min: 1, summary: "At most so many" },
  },
  output: (z) =>
    z.object({ ...asOfSchema(z), total: z.number().describe("Items that fit, shown or not"), items: z.array(itemRowSchema(z)) }),
  example: { phase: "blocked" },
  async run(context, { phase, kind, waiting, limit }) {
    const { withView } = await import("./view/with-view.ts");
    const { waitsOf } = await import("./view/wait-of.ts");
    const { loopForOf } = await import("./view/current-plan.ts");
    return await withView(context, (view) => {
      const phases = waiting ? (["queued"] as const) : phase === undefined ? LIVE : phase === "all" ? PHASES : [phase];
      const items = view.items({ phases, ...(waiting ? {} : { limit }), ...(kind === undefined ? {} : { kinds: [kind] }) });
      const waits = waitsOf(view, items, loopForOf(context.world, context.root(), view.head));
      const rows = (of: typeof items) => of.map((item) => itemRow(item, waits.get(item.id) ?? null));
      if (waiting) {
        const stopped = items.filter(({ id }) => waits.get(id));
        return { asOf: view.asOf, durable: view.durable, total: stopped.length, items: rows(stopped.slice(0, limit)) };
      }
      const counts = view
        .counts()
        .filter((one) => (phases as readonly string[]).includes(one.phase) && (kind === undefined || one.kind === kind));
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      return { asOf: view.asOf, durable: view.durable, total, items: rows(items) };
    });
  },
});
