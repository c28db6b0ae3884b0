import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const forkOperation = defineOperation({
  name: "run.fork",
  effect: "read",
  scope: "observe",
  details:
    "Decides a run anew from a moment on, on the results that were recorded: with --mode under the plan that the files give now in that mode, else under the plan that the run pinned. No agent is called and nothing is written. A moment inside a batch stands for its end. A result is used for the same stage on the same tree, once. At the first request without one it stops and names it; --assume goes on from there, and everything after it is marked hypothetical. A verdict that is assumed is taken with passing checks where none were recorded for the tree.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run, or the beginning of its id" },
    at: { type: "string", required: true, placeholder: "SEQ|TIME", summary: "The moment, while the run lived" },
    mode: { type: "string", placeholder: "MODE", summary: "The mode to decide under" },
    assume: { type: "string[]", placeholder: "STAGE=TERMINAL", summary: "What a stage reports where nothing was recorded" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      run: z.string(),
      at: z.number(),
      mode: z.string(),
      plan: z.string(),
      loop: z.string(),
      visits: z.array(
        z.object({
          visit: z.number(),
          stage: z.string(),
          claimed: z.string().nullable(),
          effective: z.string(),
          to: z.string(),
          recording: z.number().nullable().describe("Sequence of the recorded result; null where it was assumed"),
          hypothetical: z.boolean(),
        }),
      ),
      actual: z
        .array(
          z.object({
            seq: z.number(),
            visit: z.number(),
            stage: z.string(),
            claimed: z.string().nullable(),
            effective: z.string(),
            to: z.string(),
          }),
        )
        .describe("What was really decided after that moment"),
      differsAt: z.number().nullable().describe("Index of the first visit that went otherwise"),
      end: z.object({
        kind: z.enum(["ended", "stopped"]),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        stage: z.string().nullable(),
        input: z.string().nullable().describe("The tree on which the stage would have begun"),
        needs: z.string().nullable(),
      }),
    }),
  example: { run: "fix-login-1", at: "14", assume: ["fixer=FIXER_COMPLETE"] },
  async run(context, asked) {
    const { forkRun } = await import("./inspect/fork-run.ts");
    return forkRun(context, asked);
  },
});
