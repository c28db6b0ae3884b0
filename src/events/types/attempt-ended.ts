import { z } from "zod";
import { conversation, count, failureClass, hash, prose, terminal, tree, usage } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A runner ended; claimed is what it reported. */
export const attemptEnded = defineEvent({
  type: "attempt.ended",
  version: 1,
  summary: "A runner ended; claimed is what it reported",
  data: z.object({
    claimed: terminal.nullable(),
    failure: failureClass.nullable(),
    detail: prose,
    exit: z.number().int().nullable(),
    signal: z.string().nullable(),
    millis: count,
    outputBytes: count,
    tree: tree.nullable(),
    changed: z.array(z.string()),
    protectedChanged: z.array(z.string()),
    /** Outside the paths that the item declares; absent where it declares none. */
    outsideChanged: z.array(z.string()).optional(),
    usage: usage.nullable(),
    artifacts: z.array(z.object({ name: z.string(), hash, bytes: count })),
    summary: prose,
    ...conversation,
  }),
});
