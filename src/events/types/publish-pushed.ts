import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** What became of a push, as the remote was read back. */
export const publishPushed = defineEvent({
  type: "publish.pushed",
  version: 1,
  summary: "What became of a push, as the remote was read back",
  data: z.object({
    ...publishMove,
    outcome: z.enum(["pushed", "already-there", "refused", "unknown"]),
    remote: z.string(),
    ref: z.string(),
    oid: z.string(),
    seen: z.string().nullable(),
    detail: prose,
  }),
});
