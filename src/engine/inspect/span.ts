/**
 * What a stretch of a run's time went to. slot: too many runs at work; lock: another run holds its paths; dependency: an
 * item that must be done first; human: an approval, a pause, a block; stopped: nobody ran the workspace; retry: the wait
 * before a repetition; agent, check: they were at work; runtime: Millrace itself, deliveries included.
 */
export type SpanKind = "slot" | "lock" | "dependency" | "human" | "stopped" | "retry" | "agent" | "check" | "runtime";

export const SPAN_KINDS: readonly SpanKind[] = ["slot", "lock", "dependency", "human", "stopped", "retry", "agent", "check", "runtime"];

/** A stretch of time between two events. */
export interface Span {
  kind: SpanKind;
  /** Whom or what, in words: `run fix-login-1 holds src/**`, `builder, attempt fix-login-1.1.1`. */
  what: string;
  stage: string | null;
  /** Sequence of the event with which it began. */
  seq: number;
  /** Milliseconds since the epoch. */
  from: number;
  millis: number;
}
