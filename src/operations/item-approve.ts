import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const itemApprove = defineOperation({
  name: "item.approve",
  effect: "change",
  scope: "control",
  details: "An item that an agent wrote is not worked on before its commands are agreed to. Read them first: millrace queue show ID.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "The item that waits for approval" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "split-login", reason: "read and understood" },
  run: (context, { item, reason }) => submit(context, { type: "approveItem", item, reason: reason ?? null }),
});
