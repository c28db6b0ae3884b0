import { defineOperation } from "./define-operation.ts";
import { planProblemRow, planProblemSchema } from "./schemas/plan-problem.ts";

export const configValidate = defineOperation({
  name: "config.validate",
  effect: "read",
  scope: "observe",
  details:
    "Holds millrace.toml to its schema and tells every problem with its line. Whether modes, loops and prompts fit too is what millrace compile validate says. Exits with 2 when there is a problem.",
  params: {},
  output: (z) => z.object({ ok: z.boolean(), file: z.string().nullable(), written: z.number(), problems: z.array(planProblemSchema(z)) }),
  example: {},
  exit: ({ ok }) => (ok ? 0 : 2),
  async run(context) {
    const { loadConfig } = await import("../plan/config/load-config.ts");
    const { settingsOf } = await import("./config/settings-of.ts");
    const loaded = await loadConfig(context.world.fs, context.root());
    if (!loaded.ok) return { ok: false, file: loaded.problems[0]?.file ?? null, written: 0, problems: loaded.problems.map(planProblemRow) };
    const written = settingsOf(loaded.config).filter(({ origin }) => origin !== "default").length;
    return { ok: true, file: loaded.config.file, written, problems: [] };
  },
});
