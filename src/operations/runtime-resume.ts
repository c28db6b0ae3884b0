import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runtimeResume = defineOperation({
  name: "runtime.resume",
  effect: "change",
  scope: "control",
  params: {
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who paused" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: {},
  run: (context, { source, reason }) => submit(context, { type: "moveRuntime", event: "RESUMED", source, reason: reason ?? null }),
});
