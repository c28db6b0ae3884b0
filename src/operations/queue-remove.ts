import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const queueRemove = defineOperation({
  name: "queue.remove",
  effect: "change",
  scope: "control",
  details: "For good: its document leaves the queue; the log keeps every revision of it.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "A queued item" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "fix-login" },
  run: (context, { item, reason }) => submit(context, { type: "removeItem", item, reason: reason ?? null }),
});
