import { sha256 } from "../kernel/sha256.ts";

/**
 * Marks the processes of one workspace on one disk: a copy of it has the same id, but another place. `root` is its real path,
 * `identity` what that leads to: where a moved workspace was, another may come to lie.
 */
export function workspaceToken(workspaceId: string, root: string, identity: string | null): string {
  return sha256(`${workspaceId}\0${root}\0${identity ?? ""}`).slice(0, 32);
}
