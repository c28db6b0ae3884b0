import { defineOperation } from "./define-operation.ts";

export const publishTag = defineOperation({
  name: "publish.tag",
  effect: "change",
  scope: "control",
  details:
    "Makes an annotated tag on the commit that was made or published last. With --push it must be absent at the remote and, where it is a version, newer than those there; it is pushed and read back.",
  params: {
    name: { type: "string", positional: 0, required: true, placeholder: "NAME", summary: "The tag, e.g. v1.2.3" },
    message: { type: "string", placeholder: "TEXT", summary: "What the tag says (default: its name)" },
    sign: { type: "boolean", summary: "Sign it, whatever publish.sign says" },
    push: { type: "boolean", summary: "Push it to the remote as well" },
    staging: { type: "string", placeholder: "DIR", summary: "The staging worktree, instead of publish.staging" },
  },
  output: (z) =>
    z.object({
      outcome: z.enum(["tagged", "there-already"]),
      name: z.string(),
      commit: z.string(),
      oid: z.string(),
      signed: z.boolean(),
      remote: z.string().nullable().describe("Where it was pushed to; null when it was not"),
      seq: z.number().int(),
    }),
  example: { name: "v1.2.3", push: true },
  async run(context, { name, message, sign, push, staging }) {
    const { loadSettings } = await import("./publishing/load-settings.ts");
    const { settlePublication } = await import("./publishing/settle-publication.ts");
    const { withStaging } = await import("./publishing/open-staging.ts");
    const { tagStaging } = await import("./publishing/tag-staging.ts");
    const settings = await loadSettings(context, staging ?? null);
    await settlePublication(context, settings);
    const request = { name, message: message ?? name, sign: sign || settings.sign, push };
    return await withStaging(context, settings, (open) => tagStaging(context, settings, open, request));
  },
});
