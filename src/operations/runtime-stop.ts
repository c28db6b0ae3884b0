import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runtimeStop = defineOperation({
  name: "runtime.stop",
  effect: "change",
  scope: "control",
  params: {
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who stops it" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: {},
  run: (context, { source, reason }) => submit(context, { type: "moveRuntime", event: "STOP_REQUESTED", source, reason: reason ?? null }),
});
