import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const itemRetry = defineOperation({
  name: "item.retry",
  effect: "change",
  scope: "control",
  details: "The new run names the previous one. For a blocked item, see unblock.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "An item that is done, handed off or cancelled" },
    reset: { type: "boolean", summary: "Clear its counters of runs and recoveries" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "fix-login" },
  run: (context, { item, reset, reason }) => submit(context, { type: "retryItem", item, reset, reason: reason ?? null }),
});
