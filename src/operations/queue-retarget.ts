import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const queueRetarget = defineOperation({
  name: "queue.retarget",
  effect: "change",
  scope: "control",
  details: "Its document gets a new revision in which that one dependency is another, and nothing else is changed.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "A queued or blocked item" },
    from: { type: "string", required: true, placeholder: "ID", summary: "The item that it waits for now" },
    to: { type: "string", required: true, placeholder: "ID", summary: "The item that it is to wait for" },
  },
  output: appliedSchema,
  example: { item: "fix-login", from: "old-session", to: "new-session" },
  run: (context, { item, from, to }) => submit(context, { type: "retargetDependency", item, from, to }),
});
