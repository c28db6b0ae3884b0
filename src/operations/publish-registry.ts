import type { RegistryEntry } from "./registry-entry.ts";

/** The operations by which the product leaves the workspace. */
export const publishOperations: readonly RegistryEntry[] = [
  {
    name: "publish.sync",
    path: ["publish", "sync"],
    aliases: [{ words: ["publish", "staging", "sync"] }],
    summary: "Bring the staging worktree up to the workspace",
    area: "Publish",
    load: async () => (await import("./publish-sync.ts")).publishSync,
  },
  {
    name: "publish.preflight",
    path: ["publish", "preflight"],
    aliases: [{ words: ["publish", "staging", "preflight"] }],
    summary: "Say everything that keeps the staged tree from being published",
    area: "Publish",
    load: async () => (await import("./publish-preflight.ts")).publishPreflight,
  },
  {
    name: "publish.approve",
    path: ["publish", "approve"],
    summary: "Agree to the publication of what the preflight saw",
    area: "Publish",
    load: async () => (await import("./publish-approve.ts")).publishApprove,
  },
  {
    name: "publish.commit",
    path: ["publish", "commit"],
    aliases: [{ words: ["publish", "staging", "commit"] }],
    summary: "Commit what the preflight saw",
    area: "Publish",
    load: async () => (await import("./publish-commit.ts")).publishCommit,
  },
  {
    name: "publish.push",
    path: ["publish", "push"],
    summary: "Push what was committed, and read the remote back",
    area: "Publish",
    load: async () => (await import("./publish-push.ts")).publishPush,
  },
  {
    name: "publish.tag",
    path: ["publish", "tag"],
    summary: "Tag what was published",
    area: "Publish",
    load: async () => (await import("./publish-tag.ts")).publishTag,
  },
  {
    name: "publish.status",
    path: ["publish", "status"],
    summary: "Show how far publishing is, and what comes next",
    area: "Publish",
    load: async () => (await import("./publish-status.ts")).publishStatus,
  },
  {
    name: "publish.history",
    path: ["publish", "history"],
    summary: "Show what was published",
    area: "Publish",
    load: async () => (await import("./publish-history.ts")).publishHistory,
  },
];
