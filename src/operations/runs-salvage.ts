import { defineOperation } from "./define-operation.ts";
import { treeSchema } from "./schemas/tree.ts";

export const runsSalvage = defineOperation({
  name: "runs.salvage",
  effect: "change",
  scope: "control",
  details:
    "Writes the whole tree that an attempt left into a new directory: nothing in the workspace, its branches or its index is touched. Needs git.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    attempt: { type: "string", placeholder: "VISIT.TRY", summary: "An attempt other than the last that left a tree, e.g. 2.1" },
    before: { type: "boolean", summary: "The tree before it instead of the one after it" },
    to: { type: "string", placeholder: "DIR", summary: "The new directory; else one in the run's own directory" },
  },
  output: (z) => z.object({ run: z.string(), attempt: z.string(), tree: treeSchema(z), directory: z.string(), files: z.number() }),
  example: { run: "fix-login-1", to: "../salvaged" },
  async run(context, { run, attempt, before, to }) {
    const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
    const { join, resolve } = await import("node:path");
    const { eventsOfRun } = await import("./history/run-story.ts");
    const { runRecord } = await import("./history/run-record.ts");
    const { runDirectory } = await import("../workspace/layout.ts");
    const { spanOf } = await import("./trees/span-of.ts");
    const { openWorkspaceTrees } = await import("./trees/open-workspace-trees.ts");
    const root = context.root();
    const span = spanOf(runRecord(eventsOfRun(context.world, root, run).events), { attempt });
    const last = span.attempts.at(-1);
    if (!last) throw new Error(`Run ${run} has a span without attempts`);
    const tree = before ? last.before : last.after;
    const own = join(root, runDirectory(run), "salvage", `${last.id.slice(run.length + 1)}${before ? ".before" : ""}`);
    const directory = to === undefined ? own : resolve(context.directory ?? root, to);
    if (context.world.fs.facts(directory) !== null) throw new MillraceError("run.salvage-exists", { directory, run });
    const extracted = await (await openWorkspaceTrees(context)).extract(tree, directory);
    if (extracted.type === "refused") throw new MillraceError(extracted.failure.code, extracted.failure.values);
    return { run, attempt: last.id, tree, directory, files: extracted.files };
  },
});
