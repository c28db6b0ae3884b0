import { own } from "../own.ts";

/** What a loop remembers between stages: plain JSON, carried by every transition event. */
export interface LoopContext {
  /** Recovery counters by name; an absent counter is zero. */
  readonly counters: Readonly<Record<string, number>>;
  /** The stage in which recovery began, to which it may return; null when there is none. */
  readonly remembered: string | null;
}

/** The value of a counter; zero when it was never counted. */
export function counterOf(context: LoopContext, counter: string): number {
  return own(context.counters, counter) ?? 0;
}

/** The same context with one counter set. */
export function withCounter(context: LoopContext, counter: string, value: number): LoopContext {
  return { ...context, counters: { ...context.counters, [counter]: value } };
}
