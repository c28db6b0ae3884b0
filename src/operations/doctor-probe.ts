import { defineOperation } from "./define-operation.ts";
import { findingSchema } from "./schemas/finding.ts";

export const doctorProbe = defineOperation({
  name: "doctor.probe",
  effect: "run",
  scope: "control",
  details:
    "Looks as doctor does, and then asks each model of each harness that the plan binds one tiny question, by the same way as a stage. Each is a real request: some thousand tokens, 60 seconds at most; it says so before. Exits like doctor.",
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
    const { probeFindings } = await import("./diagnosis/harness/probe-findings.ts");
    const findings = [...(await diagnose(context)), ...(await probeFindings(context))];
    return { healthy: findings.every(({ level }) => level !== "error"), findings };
  },
});
