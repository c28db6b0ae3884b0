import { defineOperation } from "./define-operation.ts";
import { planProblemRow, planProblemSchema } from "./schemas/plan-problem.ts";

export const configShow = defineOperation({
  name: "config.show",
  effect: "read",
  scope: "observe",
  details:
    "Every setting with its value and where it comes from: the default, or the line of millrace.toml. What mode and loops add is in the plan: millrace compile show. Exits with 2 when the file is not valid.",
  params: { key: { type: "string", positional: 0, placeholder: "KEY", summary: "One setting, or those of a section, e.g. limits" } },
  output: (z) =>
    z.object({
      file: z.string().nullable().describe("Relative to the workspace; null when there is none"),
      ok: z.boolean(),
      settings: z.array(
        z.object({
          key: z.string(),
          value: z.unknown(),
          default: z.unknown().describe("null where there is none"),
          origin: z.string(),
          part: z.enum(["plan", "policy"]).describe("A change of policy takes effect at once, one of the plan makes a new plan"),
          meaning: z.string().nullable(),
        }),
      ),
      problems: z.array(planProblemSchema(z)),
    }),
  example: { key: "limits" },
  exit: ({ ok }) => (ok ? 0 : 2),
  async run(context, { key }) {
    const { loadConfig } = await import("../plan/config/load-config.ts");
    const { settingsOf } = await import("./config/settings-of.ts");
    const loaded = await loadConfig(context.world.fs, context.root());
    if (!loaded.ok)
      return { file: loaded.problems[0]?.file ?? null, ok: false, settings: [], problems: loaded.problems.map(planProblemRow) };
    const all = settingsOf(loaded.config);
    const settings = all.filter((row) => key === undefined || row.key === key || row.key.startsWith(`${key}.`));
    if (settings.length === 0 && key !== undefined) {
      const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
      const { nearest } = await import("../kernel/nearest.ts");
      const keys = all.map((row) => row.key);
      const near = nearest(key, [...keys, ...keys.map((one) => one.split(".")[0] ?? "")]);
      throw new MillraceError("cli.not-known", { what: "setting", value: key, near, look: "millrace config show" });
    }
    return { file: loaded.config.file, ok: true, settings, problems: [] };
  },
});
