import { defineOperation } from "./define-operation.ts";

export const modes = defineOperation({
  name: "modes",
  effect: "read",
  scope: "observe",
  details: "With a mode's name: what it binds, as it would be compiled.",
  params: { mode: { type: "string", positional: 0, placeholder: "MODE", summary: "Only this mode, with its bindings" } },
  output: (z) =>
    z.object({
      modes: z.array(
        z.object({ id: z.string(), origin: z.string(), summary: z.string(), aliasOf: z.string().nullable(), current: z.boolean() }),
      ),
      bindings: z
        .object({
          loopFor: z.record(z.string(), z.string()),
          stages: z.array(z.object({ stage: z.string(), runner: z.string(), model: z.string().nullable(), timeoutSeconds: z.number() })),
        })
        .nullable(),
    }),
  example: { mode: "default_shell" },
  async run(context, { mode }) {
    const { listedModes } = await import("./plan/listed-modes.ts");
    const all = await listedModes(context.world, context.root());
    if (mode === undefined) return { modes: all, bindings: null };
    const { modeNamed } = await import("./plan/listed-modes.ts");
    const listed = modeNamed(all, mode);
    const { compiledOrThrow } = await import("./compiled-or-throw.ts");
    const { plan } = await compiledOrThrow(context, mode);
    const stages = Object.entries(plan.stages).map(([stage, { runner, model, timeoutSeconds }]) => ({
      stage,
      runner,
      model,
      timeoutSeconds,
    }));
    return { modes: [listed], bindings: { loopFor: plan.loopFor, stages } };
  },
});
