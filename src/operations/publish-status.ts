import { defineOperation } from "./define-operation.ts";

export const publishStatus = defineOperation({
  name: "publish.status",
  effect: "read",
  scope: "observe",
  details: "How far the product is on its way out, by the log: the last sync, preflight, commit and push, and what comes next.",
  params: {},
  output: (z) => {
    const at = { at: z.number().int().describe("Sequence of its event") };
    return z.object({
      phase: z.string(),
      next: z.string().describe("The command that comes next"),
      underWay: z.object({ step: z.enum(["sync", "commit", "push", "tag"]), pid: z.number().int(), alive: z.boolean(), ...at }).nullable(),
      synced: z.object({ ...at, source: z.string().nullable(), files: z.number().int() }).nullable(),
      checked: z.object({ ...at, ready: z.boolean(), tree: z.string(), branch: z.string().nullable() }).nullable(),
      committed: z.object({ ...at, commit: z.string(), tree: z.string(), branch: z.string() }).nullable(),
      pushed: z.object({ ...at, remote: z.string(), ref: z.string(), oid: z.string() }).nullable(),
    });
  },
  example: {},
  async run(context) {
    const { publicationOf } = await import("./publishing/publication-of.ts");
    const { nextStep } = await import("./publishing/next-step.ts");
    const publication = await publicationOf(context);
    const { phase, intent, synced, checked, committed, pushed } = publication;
    const alive = intent !== null && context.world.proc.identify(intent.holder.pid)?.started === intent.holder.started;
    return {
      phase,
      next: nextStep(publication),
      underWay: intent && { step: intent.step.type, pid: intent.holder.pid, alive, at: intent.at },
      synced: synced && { at: synced.at, source: synced.source?.id ?? null, files: synced.files },
      checked: checked && { at: checked.at, ready: checked.ready, tree: checked.tree, branch: checked.branch },
      committed,
      pushed,
    };
  },
});
