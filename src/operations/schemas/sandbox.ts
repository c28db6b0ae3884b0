import type { z as Zod } from "zod";

/** What the operating system holds a stage or a check to. */
export function sandboxSchema(z: typeof Zod) {
  return z.object({
    workspace: z.enum(["write", "read"]),
    write: z.array(z.string()),
    hide: z.array(z.string()),
    network: z.union([z.enum(["all", "none"]), z.array(z.string())]),
    homes: z
      .array(z.object({ variable: z.string().nullable(), otherwise: z.string(), file: z.boolean().optional() }))
      .describe("What its harness may write for itself: where the variable says, else the path"),
  });
}
