import type { Zod } from "../define-operation.ts";

/** A ref that the remote holds, as it was read back. */
export const pushedSchema = (z: Zod) =>
  z.object({
    outcome: z.enum(["pushed", "already-there"]),
    remote: z.string(),
    ref: z.string(),
    oid: z.string(),
    seq: z.number().int().nullable().describe("null: the same was published before"),
  });
