import { z } from "zod";
import { count, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A workspace of an older Millrace was carried over into this log; its own tree was kept. */
export const workspaceImported = defineEvent({
  type: "workspace.imported",
  version: 1,
  summary: "A workspace of an older Millrace was carried over into this log; its own tree was kept",
  data: z.object({
    line: z.string(),
    /** Where the older tree lies, relative to the workspace. */
    original: z.string(),
    /** Where its configuration lies when that is not in the tree. */
    config: z.string().nullable(),
    items: count,
    runs: count,
    /** Documents outside of the tree that were put aside, so that nobody takes them in again. */
    moved: z.array(z.object({ from: z.string(), to: z.string() })),
    /** Files beside the tree that were made for this version. */
    made: z.array(z.string()),
    settings: z.array(z.object({ from: z.string(), to: z.string().nullable(), note: prose })),
    left: z.array(z.object({ path: z.string(), why: prose })),
  }),
  critical: false,
});
