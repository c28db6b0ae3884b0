import type { Zod } from "../define-operation.ts";

/** Something that was looked at. */
export const findingSchema = (z: Zod) =>
  z.object({
    code: z.string(),
    level: z.enum(["ok", "note", "warning", "error"]),
    what: z.string(),
    means: z.string(),
    command: z.string().nullable(),
  });
