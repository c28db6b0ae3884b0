import { z } from "zod";
import { count, failureClass, position, terminal } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A legal effective terminal moved the run to its next stage. */
export const runMoved = defineEvent({
  type: "run.moved",
  version: 1,
  summary: "A legal effective terminal moved the run to its next stage",
  data: z.object({
    visit: count,
    from: z.string(),
    claimed: terminal.nullable(),
    effective: terminal,
    failure: failureClass.nullable(),
    to: position,
  }),
});
