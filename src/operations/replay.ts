import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const replay = defineOperation({
  name: "replay",
  effect: "read",
  scope: "observe",
  details:
    "Folds the log anew, without snapshots, and changes nothing. With --run it gives every step of that run; with --verify every transition of the whole log is derived again from the machines and plans that were pinned, and the first divergence is told (exit 9).",
  params: {
    run: { type: "string", placeholder: "RUN", summary: "The steps of this run" },
    to: { type: "integer", min: 1, placeholder: "SEQ", summary: "As of this sequence" },
    verify: { type: "boolean", summary: "Derive every transition again from its pinned machine" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      time: z.string().nullable().describe("Of the latest event"),
      lifecycle: z.string(),
      plan: z.object({ hash: z.string(), mode: z.string() }).nullable(),
      items: z.record(z.string(), z.number()).describe("How many there are in each phase"),
      runs: z.object({ live: z.number(), finished: z.number() }),
      stateHash: z.string().describe("SHA-256 of the folded state: equal for equal logs"),
      steps: z
        .array(
          z.object({
            seq: z.number(),
            time: z.string(),
            type: z.string(),
            stage: z.string(),
            counters: z.record(z.string(), z.number()),
            text: z.string(),
          }),
        )
        .nullable(),
      verified: z
        .object({
          events: z.number(),
          transitions: z.number(),
          snapshot: z.number().nullable().describe("Sequence of the snapshot that was compared with the refold"),
          divergence: z
            .object({
              seq: z.number(),
              type: z.string(),
              subject: z.string(),
              what: z.string(),
              logged: z.string().describe("JSON"),
              derived: z.string().describe("JSON"),
            })
            .nullable(),
        })
        .nullable(),
    }),
  example: { run: "fix-login-1", verify: true },
  exit: ({ verified }) => (verified?.divergence ? 9 : 0),
  async run(context, { run, to, verify }) {
    const { replayWorkspace } = await import("./history/replay-workspace.ts");
    return replayWorkspace(context.world, context.root(), { run, to, verify });
  },
});
