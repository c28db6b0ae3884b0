import type { Clock } from "../../kernel/ports/clock.ts";
import type { WatchReason } from "../contract/attempt-outcome.ts";
import type { Usage } from "../contract/usage.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";
import type { Watch } from "../launch-order.ts";
import { newRepeats } from "./repeats.ts";
import { costBy, newSpending } from "./spending.ts";

/** Follows a harness while it works. */
export interface RunningWatch {
  /** The harness gave a sign of life. */
  heard(): void;
  see(event: HarnessEvent): void;
  /** What tells, once the harness is gone, of that which it has written down elsewhere. */
  lastly(look: () => HarnessEvent[]): void;
  /** What its answers have used, as far as it is known in the end; null for nothing. */
  spent(): Usage | null;
  stop(): void;
}

/**
 * Watches over an attempt by what its harness tells, and calls `cut` at the first limit that is reached. Money and tokens are
 * judged after each answer that the harness tells of, never by the sum at its end: then there is nothing left to save.
 */
export function startWatch(order: Watch, clock: Clock, cut: (reason: WatchReason, detail: string) => void): RunningWatch {
  const repeats = order.repeats ? newRepeats(order.repeats) : null;
  const spending = newSpending();
  const stallMillis = (order.stallSeconds ?? 0) * 1000;
  let last = clock.monotonic();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lookLast = (): HarnessEvent[] => [];

  const look = (): void => {
    const left = last + stallMillis - clock.monotonic();
    if (left <= 0) cut("stall", `the harness said nothing for ${order.stallSeconds} s`);
    else timer = setTimeout(look, Math.min(left, 2 ** 31 - 1));
  };
  if (stallMillis > 0) look();

  const judge = (): void => {
    const used = spending.total();
    if (used === null) return;
    const tokens = used.input + used.output;
    if (order.tokens && tokens >= order.tokens) cut("token_limit", `${tokens} tokens used, of ${order.tokens} at most`);
    const cost = costBy(used, order.price);
    if (order.costUsd && cost !== null && cost >= order.costUsd) {
      cut("cost_limit", `${cost.toFixed(4)} USD spent, of ${order.costUsd} USD at most`);
    }
  };
  return {
    heard() {
      last = clock.monotonic();
    },
    see(event) {
      const circle = repeats?.(event) ?? null;
      if (circle !== null) cut("repeat", circle);
      spending.take(event);
      if (event.type === "spent") judge();
    },
    lastly(look) {
      lookLast = look;
    },
    spent() {
      for (const event of lookLast()) spending.take(event);
      return spending.total();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
