import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { finishedRunRow, liveRunRow, runRowSchema } from "./schemas/run-row.ts";

export const runsList = defineOperation({
  name: "runs.list",
  effect: "read",
  scope: "observe",
  details: "Live runs first, then finished ones, newest first.",
  params: {
    item: { type: "string", placeholder: "ID", summary: "Only runs of this item" },
    outcome: {
      type: "choice",
      choices: ["live", "done", "blocked", "handoff", "cancelled"],
      placeholder: "OUTCOME",
      summary: "Only runs that ended so, or live ones",
    },
    limit: { type: "integer", default: 50, min: 1, summary: "At most so many" },
  },
  output: (z) => z.object({ ...asOfSchema(z), runs: z.array(runRowSchema(z)) }),
  example: { outcome: "blocked" },
  async run(context, { item, outcome, limit }) {
    const { withView } = await import("./view/with-view.ts");
    return await withView(context, (view) => {
      const now = context.world.clock.wall();
      const live = [...view.head.runs.values()].filter((run) => item === undefined || run.item === item).map((run) => liveRunRow(run, now));
      const finished = view
        .finishedRuns({ ...(item === undefined ? {} : { item }), ...(outcome === undefined ? { limit } : {}) })
        .map(finishedRunRow);
      const fitting = [...live, ...finished].filter(
        (run) => outcome === undefined || (outcome === "live" ? run.live : !run.live && run.phase === outcome),
      );
      return { asOf: view.asOf, durable: view.durable, runs: fitting.slice(0, limit) };
    });
  },
});
