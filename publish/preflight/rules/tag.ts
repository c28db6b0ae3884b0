import { isRefName } from "../../git/is-ref-name.ts";
import { newerVersion } from "../../newer-version.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** Whether the tag that is to be made can be. */
export function tagRule({ tag: asked, remote }: PreflightFacts): Finding[] {
  if (asked === null) return [];
  const { name: tag, here } = asked;
  if (!isRefName(`refs/tags/${tag}`)) return [finding("tag.name", { tag })];
  const tags = remote.type === "answered" ? remote.tags : [];
  const where = here !== null ? "here" : tags.includes(tag) && remote.type === "answered" ? `at "${remote.name}"` : null;
  if (where !== null) return [finding("tag.exists", { tag, where }, here)];
  const newer = newerVersion(tag, tags);
  return [newer === null ? finding("tag.free", { tag }) : finding("tag.not-newer", { tag, newer })];
}
