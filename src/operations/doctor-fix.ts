import { defineOperation } from "./define-operation.ts";
import { findingSchema } from "./schemas/finding.ts";

export const doctorFix = defineOperation({
  name: "doctor.fix",
  effect: "change",
  scope: "control",
  details:
    "Makes anew what can be made from the log: directories, index, snapshots, state files, documents. Ends what outlived its stage, clears what a dead owner left, and then looks again. Nothing of yours is deleted, and no work is begun. A corrupt log is only salvaged with --repair-log. Exits like doctor.",
  params: { repairLog: { type: "boolean", summary: "Salvage a corrupt log too, as millrace log repair --apply does" } },
  output: (z) =>
    z.object({
      healthy: z.boolean(),
      repairs: z.array(
        z.object({
          what: z.string(),
          done: z.boolean(),
          note: z.string().nullable().describe("Why not, or what a person should know"),
          command: z.string().nullable().describe("What to type instead"),
        }),
      ),
      findings: z.array(findingSchema(z)).describe("As doctor finds them afterwards"),
    }),
  example: {},
  exit({ findings, healthy }) {
    if (healthy) return 0;
    return findings.some(({ code, level }) => code === "log" && level === "error") ? 9 : 1;
  },
  async run(context, { repairLog }) {
    const { mend } = await import("./diagnosis/mend/mend.ts");
    const { diagnose } = await import("./diagnosis/diagnose.ts");
    const repairs = await mend(context, { repairLog });
    const findings = await diagnose(context);
    return { healthy: findings.every(({ level }) => level !== "error"), repairs, findings };
  },
});
