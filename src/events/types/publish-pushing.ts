import { z } from "zod";

import { defineEvent } from "../define-event.ts";
import { publishHolder, publishMove } from "../publish-move.ts";

/** The intent to move one ref of a remote; exactly one publish.pushed follows, more while nobody knows the outcome. */
export const publishPushing = defineEvent({
  type: "publish.pushing",
  version: 1,
  summary: "The intent to move one ref of a remote; exactly one publish.pushed follows, more while nobody knows the outcome",
  data: z.object({
    ...publishMove,
    holder: publishHolder,
    remote: z.string(),
    ref: z.string(),
    oid: z.string(),
    expected: z.string().nullable(),
  }),
});
