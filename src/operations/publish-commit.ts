import { defineOperation } from "./define-operation.ts";
import { pushedSchema } from "./schemas/pushed.ts";

export const publishCommit = defineOperation({
  name: "publish.commit",
  effect: "change",
  scope: "control",
  details:
    "Commits exactly the tree that the last preflight found ready, or refuses because something is no more as it saw it. The commit carries the trailer Millrace-Log, which anchors the log in git. Hooks of the staging repository run. With --sign, or publish.sign, it is signed with the key that git is configured for, or refused: never unsigned. Pushes only with --push.",
  params: {
    message: { type: "string", placeholder: "TEXT", summary: "What the commit says (default: Publish, and from where)" },
    sign: { type: "boolean", summary: "Sign it, whatever publish.sign says" },
    push: { type: "boolean", summary: "Push it to the remote as well" },
    staging: { type: "string", placeholder: "DIR", summary: "The staging worktree, instead of publish.staging" },
  },
  output: (z) =>
    z.object({
      outcome: z.enum(["committed", "unchanged"]),
      commit: z.string().nullable(),
      tree: z.string(),
      branch: z.string(),
      signed: z.boolean(),
      hooks: z.object({ ran: z.array(z.string()), skipped: z.array(z.string()) }),
      indexLeft: z.string().nullable().describe("Why the index of the staging worktree could not follow; null when it did"),
      pushed: pushedSchema(z).nullable(),
      seq: z.number().int(),
    }),
  example: { message: "Release 1.2.0", push: true },
  async run(context, { message, sign, push, staging }) {
    const { loadSettings } = await import("./publishing/load-settings.ts");
    const { settlePublication } = await import("./publishing/settle-publication.ts");
    const { withStaging } = await import("./publishing/open-staging.ts");
    const { commitStaging } = await import("./publishing/commit-staging.ts");
    const settings = await loadSettings(context, staging ?? null);
    const settled = await settlePublication(context, settings);
    const request = { message: message ?? "Publish from the workspace", sign: sign || settings.sign, settled };
    const committed = await withStaging(context, settings, (open) => commitStaging(context, settings, open, request));
    const { pushStaging } = await import("./publishing/push-staging.ts");
    // Opened anew: what was known of the repository is older than the commit.
    const pushed = push ? await withStaging(context, settings, (open) => pushStaging(context, settings, open)) : null;
    const { commit, tree, branch, seq } = committed;
    const made = committed.type === "committed" ? committed : null;
    return {
      outcome: committed.type,
      commit,
      tree,
      branch,
      signed: made?.signed ?? false,
      hooks: made?.hooks ?? { ran: [], skipped: [] },
      indexLeft: made?.index.type === "left" ? made.index.why : null,
      pushed,
      seq,
    };
  },
});
