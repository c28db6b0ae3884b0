/** Why an attempt is ended before its time. */
export type CutReason = "timeout" | "stopped" | "output_limit";

/** The one decision to end an attempt early: the first reason counts. */
export interface Cut {
  reason(): CutReason | null;
  /** Milliseconds between TERM and KILL. */
  grace(): number;
  call(reason: CutReason, graceMillis?: number): void;
  happened: Promise<void>;
}

export function newCut(graceMillis: number): Cut {
  let reason: CutReason | null = null;
  let grace = graceMillis;
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    reason: () => reason,
    grace: () => grace,
    call(why, wantedGrace) {
      if (reason !== null) return;
      reason = why;
      grace = wantedGrace ?? grace;
      resolve();
    },
    happened: promise,
  };
}
