import { z } from "zod";
import { count, hash, itemKind, position } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A work item began its passage through a loop, on a pinned plan. */
export const runStarted = defineEvent({
  type: "run.started",
  version: 1,
  summary: "A work item began its passage through a loop, on a pinned plan",
  data: z.object({
    kind: itemKind,
    loop: z.string(),
    machine: hash,
    plan: hash,
    revision: hash,
    previous: z.string().nullable(),
    lane: z.string(),
    locks: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
    position,
    phase: z.string(),
    visitLimit: count,
  }),
});
