import { counted } from "../../kernel/counted.ts";
import type { Sentences } from "./sentences.ts";
import { because, shortHash } from "./words.ts";

type PublishEvents =
  `publish.${"syncing" | "synced" | "checked" | "approved" | "committing" | "committed" | "pushing" | "pushed" | "tagging" | "tagged"}`;

/** Events of publishing: each step's intent and outcome. */
export const publishSentences: Sentences<PublishEvents> = {
  "publish.syncing": ({ data }) => `A sync of the staging worktree ${data.staging} began, by the manifest ${data.manifest.file}`,
  "publish.synced": ({ data }) =>
    data.listing === null
      ? "The sync was given up: the staging worktree is as it was"
      : `The staging worktree holds ${counted(data.files, "file")} of the workspace: ${data.added} added, ${data.modified} changed, ${data.deleted} removed`,
  "publish.checked": ({ data }) => {
    const blocking = data.findings.filter(({ severity }) => severity === "block").reduce((sum, { count }) => sum + count, 0);
    return data.to === "ready"
      ? `The preflight found tree ${shortHash(data.tree)} ready to be committed`
      : `The preflight found ${counted(blocking, "reason")} not to publish tree ${shortHash(data.tree)}`;
  },
  "publish.approved": ({ data, actor }) => `${actor} approved the publication of tree ${shortHash(data.tree)}`,
  "publish.committing": ({ data }) => `Tree ${shortHash(data.tree)} was to be committed to ${data.branch}`,
  "publish.committed": ({ data }) => {
    if (data.outcome === "refused") return `Nothing was committed to ${data.branch}${because(data.detail)}`;
    return data.outcome === "unchanged"
      ? `${data.branch} has tree ${shortHash(data.tree)} already, in commit ${shortHash(data.commit ?? "")}`
      : `Tree ${shortHash(data.tree)} was committed to ${data.branch} as ${shortHash(data.commit ?? "")}`;
  },
  "publish.pushing": ({ data }) => `${shortHash(data.oid)} was to be pushed to ${data.ref} of ${data.remote}`,
  "publish.pushed": ({ data }) => {
    const place = `${data.ref} of ${data.remote}`;
    if (data.outcome === "unknown") return `Whether ${place} took ${shortHash(data.oid)} is not known${because(data.detail)}`;
    if (data.outcome === "refused") return `${place} did not take ${shortHash(data.oid)}${because(data.detail)}`;
    return data.outcome === "pushed" ? `${place} took ${shortHash(data.oid)}` : `${place} had ${shortHash(data.oid)} already`;
  },
  "publish.tagging": ({ data }) => `Commit ${shortHash(data.commit)} was to be tagged ${data.name}`,
  "publish.tagged": ({ data }) =>
    data.outcome === "refused"
      ? `No tag ${data.name} was made${because(data.detail)}`
      : `Commit ${shortHash(data.commit)} is tagged ${data.name}`,
};
