import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const incidentResolve = defineOperation({
  name: "incident.resolve",
  effect: "change",
  scope: "control",
  details: "What waited for it may then be claimed. An incident that is worked on has to be cancelled instead.",
  params: {
    item: { type: "string", positional: 0, required: true, placeholder: "ID", summary: "A queued or blocked incident" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { item: "incident-fix-login-1", reason: "mended by hand" },
  run: (context, { item, reason }) => submit(context, { type: "resolveIncident", item, reason: reason ?? null }),
});
