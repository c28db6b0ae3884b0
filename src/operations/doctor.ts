import { defineOperation } from "./define-operation.ts";
import { findingSchema } from "./schemas/finding.ts";

export const doctor = defineOperation({
  name: "doctor",
  effect: "read",
  scope: "observe",
  details:
    "Looks for what would keep Millrace from working here, and says what to type; millrace doctor --fix mends what can be made anew, millrace doctor --probe asks the models too. Exits with 1 when something must be mended, 9 when the log is damaged.",
  params: {},
  output: (z) =>
    z.object({
      healthy: z.boolean(),
      findings: z.array(findingSchema(z)),
    }),
  example: {},
  exit({ findings, healthy }) {
    if (healthy) return 0;
    return findings.some(({ code, level }) => code === "log" && level === "error") ? 9 : 1;
  },
  async run(context) {
    const { diagnose } = await import("./diagnosis/diagnose.ts");
    const findings = await diagnose(context);
    return { healthy: findings.every(({ level }) => level !== "error"), findings };
  },
});
