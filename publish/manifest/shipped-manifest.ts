import type { ManifestEntry } from "./manifest.ts";

/** Without a manifest the product is published: everything that git does not ignore, and nothing that Millrace put beside it. */
export const shippedManifest: { exclude: readonly string[]; entries: readonly ManifestEntry[] } = {
  exclude: ["millrace-agents", "millrace.toml", "millrace.ts", "ideas/inbox", "staging", "**/node_modules", "**/.env", "**/.env.*"],
  entries: [{ path: ".", to: ".", required: true, include: [], exclude: [], ignored: false }],
};
