import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const itemUnblock = defineOperation({
  name: "item.unblock",
  effect: "change",
  scope: "control",
  details: "Its recovery counters stay, so that its work stays bounded; --reset clears them.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "The blocked item" },
    reset: { type: "boolean", summary: "Clear its counters of runs and recoveries" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "fix-login", reason: "credentials renewed" },
  run: (context, { item, reset, reason }) => submit(context, { type: "unblockItem", item, reset, reason: reason ?? null }),
});
