import { z } from "zod";

import { defineEvent } from "../define-event.ts";

/** The supervisor of an attempt claimed it and started its runner. */
export const attemptStarted = defineEvent({
  type: "attempt.started",
  version: 1,
  summary: "The supervisor of an attempt claimed it and started its runner",
  data: z.object({ pid: z.number().int(), started: z.string() }),
});
