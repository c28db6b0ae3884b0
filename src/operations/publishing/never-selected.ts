import { relative } from "node:path";
import type { PublishSettings } from "../../../publish/settings.ts";

/** What no manifest takes: the staging worktree and what a sync keeps beside it, where they lie in the workspace. */
export function neverSelected({ root, staging }: Pick<PublishSettings, "root" | "staging">): string[] {
  const inside = relative(root, staging);
  return inside.startsWith("..") ? [] : [inside, `${inside}.next`, `${inside}.old`, `${inside}.sync.json`];
}
