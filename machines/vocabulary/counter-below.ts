import { counterOf } from "./context.ts";
import { defineGuard } from "./entry.ts";

/** True while the counter has not reached the limit. */
export const counterBelow = defineGuard({
  name: "counterBelow",
  version: 1,
  params: { counter: "counter", limit: "limit" },
  meaning: "counters[counter] (absent is 0) < limit",
  holds: (context, { counter, limit }) => counterOf(context, counter) < limit,
});
