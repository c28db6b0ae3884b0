import { defineOperation } from "./define-operation.ts";
import { pushedSchema } from "./schemas/pushed.ts";

export const publishPush = defineOperation({
  name: "publish.push",
  effect: "change",
  scope: "control",
  details:
    "Pushes the commit that was made, only as a fast-forward from what the remote holds at that moment, and reads the remote back. Credentials come from git's credential helpers or from MILLRACE_GIT_USERNAME and MILLRACE_GIT_PASSWORD; they are never stored or shown. What is there already is a success. A push whose answer was lost is settled by reading the remote: the same command again.",
  params: {
    remote: { type: "string", positional: 0, placeholder: "REMOTE", summary: "Another remote than the branch's own, or origin" },
    staging: { type: "string", placeholder: "DIR", summary: "The staging worktree, instead of publish.staging" },
  },
  output: pushedSchema,
  example: { remote: "origin" },
  async run(context, { remote, staging }) {
    const { loadSettings } = await import("./publishing/load-settings.ts");
    const { settlePublication } = await import("./publishing/settle-publication.ts");
    const { withStaging } = await import("./publishing/open-staging.ts");
    const { pushStaging } = await import("./publishing/push-staging.ts");
    const settings = await loadSettings(context, staging ?? null);
    await settlePublication(context, settings);
    return await withStaging(context, settings, (open) => pushStaging(context, settings, open), remote ?? null);
  },
});
