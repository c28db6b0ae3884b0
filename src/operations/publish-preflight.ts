import { defineOperation } from "./define-operation.ts";
import { preflightFindingSchema } from "./schemas/preflight-finding.ts";
import { changeSchema } from "./schemas/tree.ts";

export const publishPreflight = defineOperation({
  name: "publish.preflight",
  effect: "change",
  scope: "control",
  details:
    "Looks at everything that could keep the staged tree from being published, and says all of it at once: the repository, its base, what changes, sizes, secrets, who commits, the product's own manifests, the evidence. Changes neither repository. What it saw is recorded, and a commit carries out exactly that; with --no-record nothing is, and no owner is needed. Exits with 8 when something blocks.",
  params: {
    staging: { type: "string", placeholder: "DIR", summary: "The staging worktree, instead of publish.staging" },
    message: { type: "string", placeholder: "TEXT", summary: "The message that the commit will have, to be looked through as well" },
    tag: { type: "string", placeholder: "NAME", summary: "The tag that will be made on it, to be looked at as well" },
    offline: { type: "boolean", summary: "Do not ask the remote" },
    "no-record": { type: "boolean", summary: "Only look" },
  },
  output: (z) =>
    z.object({
      ready: z.boolean(),
      staging: z.string(),
      branch: z.string().nullable(),
      base: z.string().nullable().describe("The commit on which the new one goes"),
      tree: z.string().describe("The exact tree that would be committed"),
      remote: z.object({ name: z.string(), theirs: z.string().nullable() }).nullable(),
      changes: z.array(changeSchema(z)),
      findings: z.array(preflightFindingSchema(z)),
      plan: z.string().nullable().describe("What a commit carries out, by hash; null when nothing was recorded"),
      seq: z.number().int().nullable(),
    }),
  example: { offline: true },
  exit: ({ ready }) => (ready ? 0 : 8),
  async run(context, { staging, message, tag, offline, "no-record": silent }) {
    const { loadSettings } = await import("./publishing/load-settings.ts");
    const { withStaging } = await import("./publishing/open-staging.ts");
    const { preflightStaging } = await import("./publishing/preflight-staging.ts");
    const settings = await loadSettings(context, staging ?? null);
    if (!silent) {
      const { settlePublication } = await import("./publishing/settle-publication.ts");
      await settlePublication(context, settings);
    }
    const preflight = await withStaging(context, settings, (open) =>
      preflightStaging(context, settings, open, { offline, message: message ?? "", tag: tag ?? null }),
    );
    const { recordPreflight } = await import("./publishing/record-preflight.ts");
    const recorded = silent ? null : await recordPreflight(context, preflight);
    const { branch, base, tree, remote, changes } = preflight.plan;
    return {
      ready: preflight.ready,
      staging: settings.staging,
      branch,
      base,
      tree,
      remote,
      changes: changes.map(({ path, status }) => ({ path, status })),
      findings: preflight.findings,
      plan: recorded?.plan ?? null,
      seq: recorded?.seq ?? null,
    };
  },
});
