import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const why = defineOperation({
  name: "why",
  effect: "read",
  scope: "observe",
  details:
    "Follows the causes of an outcome back to what came from outside, each step with its sequence: of a run its end, of a work item its latest move, of a sequence that event. Every event has one direct cause, so the chain is the shortest there is; steps that only say that a run goes on are left out of the telling.",
  params: {
    subject: {
      type: "string",
      positional: 0,
      required: true,
      placeholder: "RUN|ITEM|SEQ",
      summary: "A run, or the beginning of its id; a work item; or the sequence of an event",
    },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      subject: z.string(),
      kind: z.enum(["run", "item", "event"]),
      answer: z.string().describe("How it stands now, in a sentence"),
      chain: z.array(z.object({ seq: z.number(), time: z.string(), type: z.string(), cause: z.number(), text: z.string() })),
    }),
  example: { subject: "fix-login" },
  async run(context, { subject, archive }) {
    const { causalChain } = await import("./history/causal-chain.ts");
    const world = archive === undefined ? context.world : (await import("./pruning/open-archives.ts")).worldWith(context, archive);
    return causalChain(world, context.root(), subject);
  },
});
