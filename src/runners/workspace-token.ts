import { sha256 } from "../kernel/sha256.ts";

/** Marks the processes of one workspace on one disk: a copy of it has the same id, but another place. `root` is its real path. */
export function workspaceToken(workspaceId: string, root: string): string {
  return sha256(`${workspaceId}\0${root}`).slice(0, 32);
}
