import { z } from "zod";

import { defineEvent } from "../define-event.ts";

/** A workspace came to be; always event 1. */
export const workspaceCreated = defineEvent({
  type: "workspace.created",
  version: 1,
  summary: "A workspace came to be; always event 1",
  data: z.object({ id: z.string(), name: z.string(), product: z.string() }),
});
