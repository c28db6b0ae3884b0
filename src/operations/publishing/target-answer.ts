import type { GitPort } from "../../../publish/git/port.ts";
import type { RemoteLook } from "../../../publish/preflight/facts.ts";
import { masked } from "../../../publish/preflight/masked.ts";
import { scanText } from "../../../publish/secrets/scan-text.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { askTarget, type TargetAnswer } from "../../../publish/target-check.ts";
import type { OperationContext } from "../context.ts";

export interface TargetLook {
  look: Pick<Extract<RemoteLook, { type: "answered" }>, "type" | "name" | "branch"> | Exclude<RemoteLook, { type: "answered" }>;
  commit: string | null;
  tree: string;
}

/** What `publish.target_check` says, without secrets; null where there is none, or the remote was not heard. */
export async function targetAnswer(
  context: OperationContext,
  { targetCheck, root }: PublishSettings,
  { facts }: Pick<GitPort, "facts">,
  { look, commit, tree }: TargetLook,
): Promise<TargetAnswer | null> {
  if (targetCheck === null || look.type !== "answered") return null;
  const url = facts.remotes.find(({ name }) => name === look.name)?.pushUrl ?? "";
  const { name: remote, branch } = look;
  const answer = await askTarget(targetCheck, { remote, url, branch, commit, tree }, { cwd: root, env: context.world.env });
  const hidden = new Set<string>();
  await scanText({ text: answer.said, path: null, place: "" }, (value) => hidden.add(value));
  return masked(answer, hidden);
}
