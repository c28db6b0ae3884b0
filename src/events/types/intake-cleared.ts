import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A file that could not be taken in is mended or gone; the subject is its path, relative to the workspace. */
export const intakeCleared = defineEvent({
  type: "intake.cleared",
  version: 1,
  summary: "A file that could not be taken in is mended or gone",
  data: z.object({ reason: prose }),
});
