import { z } from "zod";
import { count, hash } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** A preflight of the staging worktree: the exact tree that may be committed, on which base, and what was found. */
export const publishChecked = defineEvent({
  type: "publish.checked",
  version: 1,
  summary: "A preflight of the staging worktree: the exact tree that may be committed, on which base, and what was found",
  data: z.object({
    ...publishMove,
    tree: z.string(),
    base: z.string().nullable(),
    branch: z.string().nullable(),
    plan: hash,
    findings: z.array(z.object({ code: z.string(), severity: z.enum(["block", "warn", "pass"]), count })),
  }),
});
