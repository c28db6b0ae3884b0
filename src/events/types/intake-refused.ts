import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A file among the documents could not be taken in; the subject is its path, relative to the workspace. Nothing of it is lost. */
export const intakeRefused = defineEvent({
  type: "intake.refused",
  version: 1,
  summary: "A file among the documents could not be taken in",
  data: z.object({
    kind: z.enum(["invalid", "conflict", "misplaced", "empty", "unusable", "unreadable"]),
    item: z.string().nullable(),
    problem: prose,
    fix: prose,
  }),
});
