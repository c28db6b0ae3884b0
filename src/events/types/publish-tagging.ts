import { z } from "zod";

import { defineEvent } from "../define-event.ts";
import { publishHolder, publishMove } from "../publish-move.ts";

/** The intent to tag a published commit; exactly one publish.tagged follows. */
export const publishTagging = defineEvent({
  type: "publish.tagging",
  version: 1,
  summary: "The intent to tag a published commit; exactly one publish.tagged follows",
  data: z.object({ ...publishMove, holder: publishHolder, name: z.string(), commit: z.string(), signed: z.boolean() }),
});
