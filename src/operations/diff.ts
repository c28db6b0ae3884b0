import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const diff = defineOperation({
  name: "state.diff",
  effect: "read",
  scope: "observe",
  details:
    "Folds the log to both moments and tells every member of the state that is not the same, with both values. 0 is before the first event. The first moment may be the later one: the difference then leads back.",
  params: {
    from: { type: "string", positional: 0, required: true, placeholder: "SEQ|TIME", summary: "The moment to compare" },
    to: { type: "string", positional: 1, required: true, placeholder: "SEQ|TIME", summary: "The moment to compare it with" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      from: z.object({ seq: z.number(), time: z.string().nullable() }),
      to: z.object({ seq: z.number(), time: z.string().nullable() }),
      events: z.array(z.object({ type: z.string(), count: z.number() })).describe("The events between the two, by type"),
      changes: z.array(
        z.object({
          path: z.array(z.string()).describe('Members from the state inward, e.g. ["items", "fix-login", "phase"]'),
          before: z.unknown().optional().describe("Absent where there was nothing"),
          after: z.unknown().optional().describe("Absent where there is nothing any more"),
        }),
      ),
    }),
  example: { from: "12", to: "40" },
  async run(here, { from, to, archive }) {
    const context = archive === undefined ? here : (await import("./pruning/open-archives.ts")).contextWith(here, archive);
    const { compareMoments } = await import("./inspect/compare-moments.ts");
    return compareMoments(context.world, context.root(), from, to);
  },
});
