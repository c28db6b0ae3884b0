import { defineOperation } from "./define-operation.ts";
import { treeSchema } from "./schemas/tree.ts";

export const publishSync = defineOperation({
  name: "publish.sync",
  effect: "change",
  scope: "control",
  details:
    "Copies what the staging manifest selects to the staging worktree, which is made if there is none. The new tree is made whole beside it and takes its place at one instant. Only what an earlier sync has put there is removed; what somebody else changed in it is kept aside. The manifest is publish.manifest, else millrace-agents/staging.toml, staging.toml or an older staging_manifest.yml; without one, everything that git does not ignore and that is not Millrace's own.",
  params: {
    staging: { type: "string", placeholder: "DIR", summary: "The staging worktree, instead of publish.staging" },
    "dry-run": { type: "boolean", summary: "Only say what would change" },
  },
  output: (z) =>
    z.object({
      staging: z.string(),
      applied: z.boolean(),
      made: z.boolean().describe("Whether the staging worktree is new"),
      manifest: z.object({
        file: z.string(),
        form: z.enum(["toml", "yaml", "shipped"]),
        hash: z.string(),
        passedOver: z.array(z.string()).describe("Manifests in other usual places, which are not read"),
      }),
      source: treeSchema(z).describe("The tree of the workspace that it was taken from"),
      entries: z.array(
        z.object({
          path: z.string(),
          to: z.string(),
          required: z.boolean(),
          kind: z.enum(["file", "directory", "missing"]),
          files: z.number().int(),
        }),
      ),
      changes: z.array(z.object({ path: z.string(), status: z.enum(["added", "modified", "mode", "type", "deleted"]) })),
      files: z.number().int().describe("Files that the manifest owns there afterwards"),
      salvaged: z.string().nullable().describe("Where files are kept that somebody else had changed there"),
      seq: z.number().int().nullable(),
    }),
  example: { "dry-run": true },
  async run(context, { staging, "dry-run": dry }) {
    const { loadSettings } = await import("./publishing/load-settings.ts");
    const { syncStaging } = await import("./publishing/sync-staging.ts");
    const settings = await loadSettings(context, staging ?? null);
    const synced = await syncStaging(context, settings, dry);
    const manifest = { ...synced.manifest, passedOver: [...synced.manifest.passedOver] };
    return { staging: settings.staging, applied: !dry, ...synced, manifest, entries: [...synced.entries], changes: [...synced.changes] };
  },
});
