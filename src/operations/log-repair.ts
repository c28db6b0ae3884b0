import { defineOperation } from "./define-operation.ts";

export const logRepair = defineOperation({
  name: "log.repair",
  effect: "change",
  scope: "control",
  details:
    "Salvages every whole batch before the corruption into a new log and keeps the damaged one beside it. Without --apply it only says what it would do. Torn bytes at the end need no repair: the next owner moves them aside.",
  params: { apply: { type: "boolean", summary: "Do it" } },
  output: (z) =>
    z.object({
      applied: z.boolean(),
      lastGood: z.number().describe("The last event that is kept"),
      lost: z.number().nullable().describe("Lines after it that are in the old log only; null before it is applied"),
      lostBytes: z.number().nullable(),
      kept: z.string().nullable().describe("Name of the directory that holds the old log"),
      reason: z.string(),
    }),
  example: { apply: true },
  async run(context, { apply }) {
    const { repairPlan } = await import("./history/repair-plan.ts");
    const { layoutOf } = await import("../workspace/layout.ts");
    const layout = layoutOf(context.root());
    if (!apply) return repairPlan(context.world.fs, layout.log);
    const { repairLog } = await import("../log/repair-log.ts");
    const { withOwnerLock } = await import("../engine/with-owner-lock.ts");
    const { fs, clock } = context.world;
    const report = await withOwnerLock(context.world, layout.owner, "command", () => repairLog({ fs, directory: layout.log, clock }));
    return { applied: true, lostBytes: null, ...report };
  },
});
