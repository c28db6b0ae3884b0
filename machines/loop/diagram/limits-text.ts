import { own } from "../../own.ts";
import type { FrozenLoop } from "../frozen-loop.ts";
import type { LiveState } from "./live-state.ts";

/** The limits in one line, with the live counters where they are known: `fixCycles 1/2, consults 0/1`. */
export function limitsText(loop: FrozenLoop, live: LiveState | null): string {
  const counters = live?.counters;
  const limits = Object.keys(loop.limits).sort();
  return limits.map((name) => `${name} ${counters ? `${own(counters, name) ?? 0}/` : ""}${loop.limits[name]}`).join(", ");
}
