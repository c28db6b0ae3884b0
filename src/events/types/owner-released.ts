import { z } from "zod";

import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The owner let the workspace go after a clean end. */
export const ownerReleased = defineEvent({
  type: "owner.released",
  version: 1,
  summary: "The owner let the workspace go after a clean end",
  data: z.object({ reason: prose }),
});
