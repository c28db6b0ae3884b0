import { counterOf, withCounter } from "./context.ts";
import { defineAction } from "./entry.ts";

/** Adds one to a counter. */
export const count = defineAction({
  name: "count",
  version: 1,
  params: { counter: "counter" },
  meaning: "counters[counter] := counters[counter] (absent is 0) + 1",
  apply: (context, { counter }) => withCounter(context, counter, counterOf(context, counter) + 1),
});
