import type { AnyEvent } from "../events/event.ts";
import type { Tree } from "../kernel/ports/trees.ts";
import { defineOperation } from "./define-operation.ts";
import { leftSchema, treeSchema } from "./schemas/tree.ts";

export const runsUndo = defineOperation({
  name: "runs.undo",
  effect: "change",
  scope: "control",
  details:
    "Puts the files that the run's attempts changed back to what they were before it. Without --apply it only says so. What is there now is kept first, as a tree; a path that was changed since is a conflict, and then nothing is touched. Index, HEAD, stash and commits stay as they are, and no run may be under way. Needs git.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    apply: { type: "boolean", summary: "Do it" },
    back: { type: "boolean", summary: "Take the last undo of this run back instead" },
  },
  output: (z) =>
    z.object({
      run: z.string(),
      applied: z.boolean(),
      back: z.boolean().describe("The undo is taken back"),
      written: z.array(z.string()).describe("Files that get their earlier content back"),
      added: z.array(z.string()).describe("Those of them that are not there now"),
      removed: z.array(z.string()).describe("Files that the run added"),
      left: z.array(leftSchema(z)),
      salvage: treeSchema(z).nullable().describe("The workspace as it was until then; null while it is not applied"),
    }),
  example: { run: "fix-login-1", apply: true },
  async run(context, { run, apply, back }) {
    const { eventsOfRun } = await import("./history/run-story.ts");
    const { runRecord } = await import("./history/run-record.ts");
    const { spanOf } = await import("./trees/span-of.ts");
    const { applyUndo, previewUndo } = await import("./trees/undo-run.ts");
    const { events } = eventsOfRun(context.world, context.root(), run);
    const record = runRecord(events);
    const span = spanOf(record, {});
    const trees = back ? lastUndo(events) : { from: span.after, to: span.before };
    if (trees === null) {
      const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
      throw new MillraceError("run.no-tree", { run, what: `run "${run}"`, problem: "it was never undone" });
    }
    const order = { run, item: record.started.subject, ...trees, attempts: span.attempts };
    const { written, added, removed, left, salvage } = await (apply ? applyUndo : previewUndo)(context, order);
    return { run, applied: apply, back, written, added, removed, left, salvage };
  },
});

/** From what the last undo made to what was there before it. */
function lastUndo(events: readonly AnyEvent[]): { from: Tree; to: Tree } | null {
  const last = events.findLast((event) => event.type === "run.undone");
  return last?.type === "run.undone" ? { from: last.data.to, to: last.data.salvage } : null;
}
