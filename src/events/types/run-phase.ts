import { z } from "zod";

import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The machine of a run moved without any other fact. */
export const runPhase = defineEvent({
  type: "run.phase",
  version: 1,
  summary: "The machine of a run moved without any other fact",
  data: z.object({ event: z.string(), from: z.string(), to: z.string(), reason: prose.nullable() }),
});
