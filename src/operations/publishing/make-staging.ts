import * as fs from "node:fs";
import { join, sep } from "node:path";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

/**
 * Makes the staging worktree a repository of its own, if it is none yet, with the configured remote as its origin; gives
 * whether it did. Throws `publish.staging-unusable` for the workspace itself, what is around it, and what is no directory.
 */
export async function makeStaging({ root, staging, branch, remote }: PublishSettings): Promise<boolean> {
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + sep);
  const problem = (text: string) => new MillraceError("publish.staging-unusable", { staging, problem: text });
  if (within(root, staging)) throw problem("the workspace lies in it");
  for (const inner of [".git", "millrace-agents/log", "millrace-agents/.owner"])
    if (within(staging, join(root, inner))) throw problem(`it lies in ${inner}`);
  const facts = fs.statSync(staging, { throwIfNoEntry: false });
  if (facts && !facts.isDirectory()) throw problem("it is no directory");
  if (fs.existsSync(join(staging, ".git"))) return false;
  fs.mkdirSync(staging, { recursive: true });
  const { default: git } = await import("isomorphic-git");
  await git.init({ fs, dir: staging, defaultBranch: branch });
  if (remote !== null) await git.addRemote({ fs, dir: staging, remote: "origin", url: remote });
  return true;
}
