import { z } from "zod";

import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The lifecycle machine of the runtime moved. */
export const runtimeMoved = defineEvent({
  type: "runtime.moved",
  version: 1,
  summary: "The lifecycle machine of the runtime moved",
  data: z.object({ from: z.string(), event: z.string(), to: z.string(), reason: prose.nullable(), source: z.string().nullable() }),
});
