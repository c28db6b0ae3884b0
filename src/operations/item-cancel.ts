import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const itemCancel = defineOperation({
  name: "item.cancel",
  effect: "change",
  scope: "control",
  details: "A live run of it ends with it, and its processes are ended first. Files stay as they are.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "A queued, active or blocked item" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "fix-login", reason: "no longer wanted" },
  run: (context, { item, reason }) => submit(context, { type: "cancelItem", item, reason: reason ?? null }),
});
