import type { Zod } from "../define-operation.ts";

/** A recorded tree: a git tree, or the hash of a manifest where there is no git. */
export const treeSchema = (z: Zod) => z.object({ kind: z.enum(["git", "manifest"]), id: z.string() });

export const changeSchema = (z: Zod) =>
  z.object({
    path: z.string().describe("Relative to the workspace"),
    status: z.enum(["added", "deleted", "modified", "mode", "type"]).describe("mode: the executable bit alone; type: file against link"),
  });

/** A path that was passed over, and why. */
export const leftSchema = (z: Zod) => z.object({ path: z.string(), why: z.string() });
