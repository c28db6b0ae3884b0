import { z } from "zod";

import { defineEvent } from "../define-event.ts";

/** A process took the workspace; the epoch of this line fences every earlier owner. */
export const ownerAcquired = defineEvent({
  type: "owner.acquired",
  version: 1,
  summary: "A process took the workspace; the epoch of this line fences every earlier owner",
  data: z.object({ role: z.enum(["once", "daemon", "command"]), pid: z.number().int(), started: z.string(), product: z.string() }),
});
