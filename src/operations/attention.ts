import { defineOperation } from "./define-operation.ts";
import { attentionSchema } from "./schemas/attention.ts";
import { asOfSchema } from "./schemas/common.ts";

export const attention = defineOperation({
  name: "attention",
  effect: "read",
  scope: "observe",
  details:
    "Exits with 6 when something needs a person, with 9 when the log is damaged or missing. What was mended on disk since the last event is left out.",
  params: {},
  output: (z) => z.object({ ...asOfSchema(z), attention: z.array(attentionSchema(z)) }),
  example: {},
  exit({ attention: found }) {
    if (found.some(({ code }) => code === "log-damaged" || code === "log-missing")) return 9;
    return found.length > 0 ? 6 : 0;
  },
  async run(context) {
    const { withView } = await import("./view/with-view.ts");
    const { attentionOf } = await import("./view/attention-of.ts");
    const { ownerAttention } = await import("./view/owner-attention.ts");
    const { readOwner } = await import("./view/read-owner.ts");
    const { loopForOf } = await import("./view/current-plan.ts");
    return await withView(context, (view) => ({
      asOf: view.asOf,
      durable: view.durable,
      attention: [
        ...ownerAttention(context.world, readOwner(context.world, context.root())),
        ...attentionOf(view, loopForOf(context.world, context.root(), view.head), context.world.clock.wall()),
      ],
    }));
  },
});
