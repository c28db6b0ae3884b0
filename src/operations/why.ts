import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const why = defineOperation({
  name: "why",
  effect: "read",
  scope: "observe",
  details: "Follows the causes of the latest thing that happened to it back to what came from outside, each step with its sequence.",
  params: { subject: { type: "string", positional: 0, required: true, placeholder: "RUN|ITEM", summary: "A run or a work item" } },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      subject: z.string(),
      kind: z.enum(["run", "item"]),
      answer: z.string().describe("How it stands now, in a sentence"),
      chain: z.array(z.object({ seq: z.number(), time: z.string(), type: z.string(), cause: z.number(), text: z.string() })),
    }),
  example: { subject: "fix-login" },
  async run(context, { subject }) {
    const { causalChain } = await import("./history/causal-chain.ts");
    return causalChain(context.world, context.root(), subject);
  },
});
