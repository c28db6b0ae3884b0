import { z } from "zod";
import { count, hash, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The intent to launch a runner for a visit; exactly one outcome follows. */
export const attemptRequested = defineEvent({
  type: "attempt.requested",
  version: 1,
  summary: "The intent to launch a runner for a visit; exactly one outcome follows",
  data: z.object({
    visit: count,
    try: count,
    stage: z.string(),
    runner: z.string(),
    request: hash,
    tree: tree.nullable(),
    /** The session of an earlier attempt of the visit with which it goes on; absent where it begins one of its own. */
    session: z.string().optional(),
    /** The model that its binding names, by which it is priced; absent where it names none, and in older logs. */
    model: z.string().optional(),
  }),
});
