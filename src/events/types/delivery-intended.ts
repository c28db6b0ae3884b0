import { z } from "zod";
import { tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The intent to deliver the tree of a concluded run; exactly one outcome follows. */
export const deliveryIntended = defineEvent({
  type: "delivery.intended",
  version: 1,
  summary: "The intent to deliver the tree of a concluded run; exactly one outcome follows",
  data: z.object({ kind: z.enum(["commit", "worktree", "none"]), tree: tree.nullable(), parent: z.string().nullable() }),
});
