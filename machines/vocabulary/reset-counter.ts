import { withCounter } from "./context.ts";
import { defineAction } from "./entry.ts";

/** Sets a counter back to zero. A cycle that resets its own counter has no bound, and the proof refuses it. */
export const resetCounter = defineAction({
  name: "resetCounter",
  version: 1,
  params: { counter: "counter" },
  meaning: "counters[counter] := 0",
  apply: (context, { counter }) => withCounter(context, counter, 0),
});
