import { defineOperation } from "./define-operation.ts";
import { movedPauses, movedPausesSchema } from "./tasks/moved-pauses.ts";

export const runtimePause = defineOperation({
  name: "runtime.pause",
  effect: "change",
  scope: "control",
  details: "Stages under way go on to their end. Each source pauses and resumes on its own; work goes on when no pause stands.",
  params: {
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who pauses" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: movedPausesSchema,
  example: { reason: "release freeze" },
  run: (context, { source, reason }) => movedPauses(context, { event: "PAUSED", source, reason: reason ?? null }),
});
