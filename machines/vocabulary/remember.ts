import { defineAction } from "./entry.ts";

/** Notes the stage to which a successful recovery returns. */
export const remember = defineAction({
  name: "remember",
  version: 1,
  params: { stage: "stage" },
  meaning: "remembered := stage",
  apply: (context, { stage }) => ({ ...context, remembered: stage }),
});
