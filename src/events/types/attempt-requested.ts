import { z } from "zod";
import { count, hash, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The intent to launch a runner for a visit; exactly one outcome follows. */
export const attemptRequested = defineEvent({
  type: "attempt.requested",
  version: 1,
  summary: "The intent to launch a runner for a visit; exactly one outcome follows",
  data: z.object({ visit: count, try: count, stage: z.string(), runner: z.string(), request: hash, tree: tree.nullable() }),
});
