import { z } from "zod";
import { count, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** An operator put the files that a run had changed back to what they were before it; `salvage` is what they were until then. */
export const runUndone = defineEvent({
  type: "run.undone",
  version: 1,
  critical: false,
  summary: "An operator put the files that a run had changed back to what they were before it; `salvage` is what they were until then",
  data: z.object({ to: tree, salvage: tree, written: count, removed: count, left: count }),
});
