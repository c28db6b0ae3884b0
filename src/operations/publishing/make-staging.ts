import * as fs from "node:fs";
import { join } from "node:path";
import type { PublishSettings } from "../../../publish/settings.ts";

/**
 * Makes the staging worktree a repository of its own, if it is none yet, with the configured remote as its origin; gives
 * whether it did.
 */
export async function makeStaging({ staging, branch, remote }: PublishSettings): Promise<boolean> {
  if (fs.existsSync(join(staging, ".git"))) return false;
  fs.mkdirSync(staging, { recursive: true });
  const { default: git } = await import("isomorphic-git");
  await git.init({ fs, dir: staging, defaultBranch: branch });
  if (remote !== null) await git.addRemote({ fs, dir: staging, remote: "origin", url: remote });
  return true;
}
