import type { WatchReason } from "../contract/attempt-outcome.ts";

/** Why an attempt is ended before its time. */
export type CutReason = "timeout" | "stopped" | "output_limit" | WatchReason;

/** The one decision to end an attempt early: the first reason counts. */
export interface Cut {
  reason(): CutReason | null;
  /** What was seen, in one line; "" where the reason says it all. */
  detail(): string;
  /** Milliseconds between TERM and KILL. */
  grace(): number;
  call(reason: CutReason, more?: { graceMillis?: number | undefined; detail?: string }): void;
  happened: Promise<void>;
}

export function newCut(graceMillis: number): Cut {
  let reason: CutReason | null = null;
  let detail = "";
  let grace = graceMillis;
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    reason: () => reason,
    detail: () => detail,
    grace: () => grace,
    call(why, more = {}) {
      if (reason !== null) return;
      reason = why;
      detail = more.detail ?? "";
      grace = more.graceMillis ?? grace;
      resolve();
    },
    happened: promise,
  };
}
