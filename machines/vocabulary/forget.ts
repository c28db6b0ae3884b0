import { defineAction } from "./entry.ts";

/** Forgets the remembered stage. */
export const forget = defineAction({
  name: "forget",
  version: 1,
  params: {},
  meaning: "remembered := null",
  apply: (context) => ({ ...context, remembered: null }),
});
