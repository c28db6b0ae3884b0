import { defineOperation } from "./define-operation.ts";

export const queueRepairLineage = defineOperation({
  name: "queue.repair-lineage",
  effect: "change",
  scope: "control",
  details:
    "Work is bounded for each root spec, so that all that descends from one must name the same. Without --apply it only tells what it would change. Documents stay as they are.",
  params: {
    root: { type: "string", flag: "root-spec-id", placeholder: "ID", summary: "Only what descends from that root" },
    apply: { type: "boolean", summary: "Change it" },
  },
  output: (z) =>
    z.object({
      applied: z.boolean(),
      seq: z.number().nullable(),
      repairs: z.array(z.object({ item: z.string(), from: z.string(), to: z.string() })),
      doubts: z
        .array(z.object({ item: z.string(), root: z.string(), why: z.enum(["unknown", "cycle"]) }))
        .describe("Items whose root cannot be told"),
    }),
  example: { root: "receipts", apply: true },
  async run(context, { root = null, apply }) {
    const { withView } = await import("./view/with-view.ts");
    const { lineageOf } = await import("../state/lineage.ts");
    const lineage = await withView(context, (view) => lineageOf(new Map(view.items().map((item) => [item.id, item])), root));
    if (!apply || lineage.repairs.length === 0) return { applied: false, seq: null, ...lineage };
    const { submit } = await import("./submit.ts");
    const { status, seq } = await submit(context, { type: "repairLineage", root });
    return { applied: status === "applied", seq, ...lineage };
  },
});
