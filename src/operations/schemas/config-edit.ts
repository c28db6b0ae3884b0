import type { Zod } from "../define-operation.ts";

/** What an edit of the configuration did. */
export const editedSchema = (z: Zod) =>
  z.object({
    file: z.string(),
    key: z.string(),
    value: z.unknown().describe("What holds now; null where nothing does"),
    origin: z.string(),
    changed: z.boolean().describe("False when the file said so already"),
    applied: z.boolean().describe("False with --dry-run"),
    takesEffect: z.enum(["now", "reload", "start"]).describe("reload: the owner that works at present has to be told"),
  });
