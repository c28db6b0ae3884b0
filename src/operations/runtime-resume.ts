import { defineOperation } from "./define-operation.ts";
import { movedPauses, movedPausesSchema } from "./tasks/moved-pauses.ts";

export const runtimeResume = defineOperation({
  name: "runtime.resume",
  effect: "change",
  scope: "control",
  details: "Lifts the pause of one source; work goes on when no other stands.",
  params: {
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who paused" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: movedPausesSchema,
  example: {},
  run: (context, { source, reason }) => movedPauses(context, { event: "RESUMED", source, reason: reason ?? null }),
});
