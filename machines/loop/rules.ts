import { count as countEntry } from "../vocabulary/count.ts";
import { counterBelow } from "../vocabulary/counter-below.ts";
import { forget as forgetEntry } from "../vocabulary/forget.ts";
import { remember as rememberEntry } from "../vocabulary/remember.ts";
import { remembered as rememberedEntry } from "../vocabulary/remembered.ts";
import { resetCounter } from "../vocabulary/reset-counter.ts";
import type { Branch, LimitRef, Rule } from "./definition.ts";

/** Short names for writing loops: each makes the JSON of one vocabulary entry. */
export type AuthoredRule = Rule<LimitRef>;
export type AuthoredBranch = Branch<LimitRef>;

/** While the counter is below the limit of the same name, unless another limit or a number is given. */
export const below = (counter: string, limit: string | number = counter): AuthoredRule => ({
  type: counterBelow.key,
  params: { counter, limit: typeof limit === "number" ? limit : { $limit: limit } },
});
export const count = (counter: string): AuthoredRule => ({ type: countEntry.key, params: { counter } });
export const reset = (counter: string): AuthoredRule => ({ type: resetCounter.key, params: { counter } });
export const remember = (stage: string): AuthoredRule => ({ type: rememberEntry.key, params: { stage } });
export const remembered = (stage: string): AuthoredRule => ({ type: rememberedEntry.key, params: { stage } });
export const forget: AuthoredRule = { type: forgetEntry.key, params: {} };

/** A branch: where to, on which condition, with which actions. */
export function go(target: string, guard?: AuthoredRule | null, ...actions: AuthoredRule[]): AuthoredBranch {
  return { target, ...(guard ? { guard } : {}), ...(actions.length > 0 ? { actions } : {}) };
}
