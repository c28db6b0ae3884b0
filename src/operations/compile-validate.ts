import { defineOperation } from "./define-operation.ts";
import { planProblemRow, planProblemSchema } from "./schemas/plan-problem.ts";

export const compileValidate = defineOperation({
  name: "compile.validate",
  effect: "read",
  scope: "observe",
  details:
    "Compiles the plan from millrace.toml, mode, loops and prompts as they stand, tells every problem at once, and changes nothing. Exits with 2 when there is one.",
  params: { mode: { type: "string", placeholder: "MODE", summary: "A mode in place of the configured one" } },
  output: (z) =>
    z.object({
      ok: z.boolean(),
      hash: z.string().nullable(),
      mode: z.string().nullable(),
      loops: z.array(z.string()),
      problems: z.array(planProblemSchema(z)),
      warnings: z.array(planProblemSchema(z)),
    }),
  example: {},
  exit: ({ ok }) => (ok ? 0 : 2),
  async run(context, { mode }) {
    const { compileWorkspace } = await import("../engine/compile-workspace.ts");
    const compiled = await compileWorkspace(context.world, context.root(), mode === undefined ? {} : { mode });
    if (!compiled.ok)
      return { ok: false, hash: null, mode: mode ?? null, loops: [], problems: compiled.problems.map(planProblemRow), warnings: [] };
    const { hash, plan, warnings } = compiled;
    return { ok: true, hash, mode: plan.mode, loops: Object.keys(plan.loops), problems: [], warnings: warnings.map(planProblemRow) };
  },
});
