import { defineGuard } from "./entry.ts";

/** True when that stage is the one remembered. */
export const remembered = defineGuard({
  name: "remembered",
  version: 1,
  params: { stage: "stage" },
  meaning: "remembered = stage",
  holds: (context, { stage }) => context.remembered === stage,
});
