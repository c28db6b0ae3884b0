import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { defineOperation } from "./define-operation.ts";

export const publishApprove = defineOperation({
  name: "publish.approve",
  effect: "change",
  scope: "control",
  details:
    "Records that you agree to the publication of the tree that the last preflight saw, on the commit and the branch that it saw. Another tree, or the same one on another commit, needs another approval. Where publish.require_approval is set, a preflight blocks without it.",
  params: {
    tree: {
      type: "string",
      positional: 0,
      required: true,
      placeholder: "TREE",
      summary: "The tree as the preflight told it, or how it begins (at least 7 characters)",
    },
  },
  output: (z) =>
    z.object({
      tree: z.string(),
      base: z.string().nullable().describe("The commit on which it goes"),
      branch: z.string().nullable(),
      seq: z.number().int(),
    }),
  example: { tree: "4b825dc642cb" },
  async run(context, { tree: wanted }) {
    const { publicationOf } = await import("./publishing/publication-of.ts");
    const { takeStep } = await import("./publishing/take-step.ts");
    const { phase, checked, changedAt } = await publicationOf(context);
    if (checked === null || (phase !== "ready" && phase !== "refused")) throw new MillraceError("publish.nothing-to-approve", { phase });
    const { tree, base, branch } = checked;
    if (wanted.length < 7 || !tree.startsWith(wanted.toLowerCase())) throw new MillraceError("publish.other-tree", { wanted, tree });
    return { tree, base, branch, seq: await takeStep(context, { type: "publish.approved", data: { tree, base, branch } }, changedAt) };
  },
});
