import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runtimePause = defineOperation({
  name: "runtime.pause",
  effect: "change",
  scope: "control",
  details: "Stages under way go on to their end. Each source pauses and resumes on its own; work goes on when no pause stands.",
  params: {
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who pauses" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: appliedSchema,
  example: { reason: "release freeze" },
  run: (context, { source, reason }) => submit(context, { type: "moveRuntime", event: "PAUSED", source, reason: reason ?? null }),
});
