import type { Zod } from "./define-operation.ts";
import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { itemRow, itemRowSchema } from "./schemas/item-row.ts";
import { finishedRunRow, liveRunRow, runRowSchema } from "./schemas/run-row.ts";

export const queueShow = defineOperation({
  name: "queue.show",
  effect: "read",
  scope: "observe",
  params: { item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "The work item" } },
  output: (z: Zod) =>
    z.object({
      ...asOfSchema(z),
      item: itemRowSchema(z).extend({
        run: z.array(z.string()),
        fix: z.array(z.string()),
        root: z.string().nullable().describe("The root spec that it belongs to"),
        held: z.array(z.string()).describe("Commands of an agent that wait for approval"),
        dependants: z.array(z.string()).describe("Items that wait for it, or will"),
        counters: z.record(z.string(), z.number()),
        revision: z.string(),
        path: z.string().nullable().describe("Its document, relative to the workspace"),
      }),
      document: z.string().nullable(),
      revisions: z
        .array(z.object({ revision: z.string(), seq: z.number(), time: z.string(), actor: z.string() }))
        .describe("Its document's history, the newest first"),
      runs: z.array(runRowSchema(z)),
      limits: z.object({ runsPerItem: z.number() }),
    }),
  example: { item: "fix-login" },
  async run(context, { item: id }) {
    const { withView } = await import("./view/with-view.ts");
    const { findItem } = await import("./view/find-item.ts");
    const { waitsOf } = await import("./view/wait-of.ts");
    const { loopForOf } = await import("./view/current-plan.ts");
    const { revisionsOf } = await import("./view/revisions-of.ts");
    const { documentPath } = await import("../workspace/directory-of.ts");
    return await withView(context, (view) => {
      const item = findItem(view, id);
      const waits = waitsOf(view, [item], loopForOf(context.world, context.root(), view.head));
      const { run, fix, root } = item.fields;
      const { counters, revision, held } = item;
      const { document, revisions } = revisionsOf(context.world, context.root(), item);
      const waiting = view.items({ phases: ["queued", "active", "blocked"] });
      const now = context.world.clock.wall();
      const live = [...view.head.runs.values()].filter((one) => one.item === id).map((one) => liveRunRow(one, now));
      return {
        asOf: view.asOf,
        durable: view.durable,
        item: {
          ...itemRow(item, waits.get(id) ?? null),
          run,
          fix,
          root,
          held,
          dependants: waiting.flatMap((other) => (other.fields.dependsOn.includes(id) ? [other.id] : [])),
          counters,
          revision,
          path: documentPath(item.kind, item.phase, id),
        },
        document,
        revisions,
        runs: [...live, ...view.finishedRuns({ item: id, limit: 20 }).map(finishedRunRow)],
        limits: { runsPerItem: view.head.policy.runsPerItem },
      };
    });
  },
});
