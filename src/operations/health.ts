import { defineOperation } from "./define-operation.ts";

export const health = defineOperation({
  name: "health",
  effect: "read",
  scope: "observe",
  details:
    "A verdict for programs, with its reasons: ok (exit 0), degraded when a person is needed or work stands still (6), failing when nothing can be written (1; 9 when the log is damaged or missing). millrace doctor looks deeper.",
  params: {},
  output: (z) =>
    z.object({
      level: z.enum(["ok", "degraded", "failing"]),
      asOf: z.number().nullable().describe("Sequence up to which this is known; null where the log cannot be read"),
      owner: z.string().nullable().describe("Role of the process that owns the workspace"),
      reasons: z.array(
        z.object({ level: z.enum(["degraded", "failing"]), code: z.string(), what: z.string(), command: z.string().nullable() }),
      ),
    }),
  example: {},
  exit({ level, reasons }) {
    if (level === "ok") return 0;
    if (level === "degraded") return 6;
    return reasons.some(({ code }) => code === "log-damaged" || code === "log-missing") ? 9 : 1;
  },
  async run(context) {
    const { healthOf } = await import("./diagnosis/health-of.ts");
    return await healthOf(context);
  },
});
