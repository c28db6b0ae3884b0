import { defineOperation } from "./define-operation.ts";
import { attentionSchema } from "./schemas/attention.ts";
import { asOfSchema } from "./schemas/common.ts";

export const attention = defineOperation({
  name: "attention",
  effect: "read",
  scope: "observe",
  details: "Exits with 6 when something needs a person.",
  params: {},
  output: (z) => z.object({ ...asOfSchema(z), attention: z.array(attentionSchema(z)) }),
  example: {},
  exit: (result) => (result.attention.length > 0 ? 6 : 0),
  async run(context) {
    const { withView } = await import("./view/with-view.ts");
    const { attentionOf } = await import("./view/attention-of.ts");
    const { loopForOf } = await import("./view/current-plan.ts");
    return await withView(context, (view) => ({
      asOf: view.asOf,
      durable: view.durable,
      attention: attentionOf(view, loopForOf(context.world, context.root(), view.head), context.world.clock.wall()),
    }));
  },
});
