import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";
import { changeSchema, treeSchema } from "./schemas/tree.ts";

export const runsDiff = defineOperation({
  name: "runs.diff",
  effect: "read",
  scope: "observe",
  details:
    "Compares the trees that were recorded before the first and after the last attempt, whatever became of the files since. Without git only the paths are known.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    visit: { type: "integer", min: 1, summary: "One visit of it, as runs show numbers them" },
    attempt: { type: "string", placeholder: "VISIT.TRY", summary: "One attempt of it, e.g. 2.1" },
    stat: { type: "boolean", summary: "Only which paths differ" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      run: z.string(),
      part: z.object({ kind: z.enum(["run", "visit", "attempt"]), id: z.string() }),
      before: treeSchema(z),
      after: treeSchema(z),
      changes: z.array(changeSchema(z)),
      text: z.string().nullable().describe("A unified diff, at most 16 MiB of it; null with --stat and where contents are not kept"),
      reason: z.string().nullable().describe("Why contents are not kept"),
    }),
  example: { run: "fix-login-1", stat: true },
  async run(context, { run, visit, attempt, stat }) {
    const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
    if (visit !== undefined && attempt !== undefined) {
      throw new MillraceError("cli.conflict", { a: "--visit", b: "--attempt", command: "runs diff" });
    }
    const { eventsOfRun } = await import("./history/run-story.ts");
    const { runRecord } = await import("./history/run-record.ts");
    const { spanOf } = await import("./trees/span-of.ts");
    const { openWorkspaceTrees } = await import("./trees/open-workspace-trees.ts");
    const { events, asOf, durable } = eventsOfRun(context.world, context.root(), run);
    const { kind, id, before, after } = spanOf(runRecord(events), { visit, attempt });
    const trees = await openWorkspaceTrees(context);
    const changes = await trees.changed(before, after);
    const text = stat ? null : await trees.diffText(before, after, DIFF_BYTES);
    const { reason = null } = await trees.describe();
    return { asOf, durable, run, part: { kind, id }, before, after, changes, text, reason };
  },
});

const DIFF_BYTES = 16 * 1024 * 1024;
