/** Wall time for records, monotonic time for durations. The simulator hands in its own. */
export interface Clock {
  /** Milliseconds since the epoch; may go backwards. */
  wall(): number;
  /** Milliseconds since an arbitrary start; never goes backwards. */
  monotonic(): number;
  /** Resolves after `millis` of monotonic time, or at once when `signal` aborts. Never rejects. */
  sleep(millis: number, signal?: AbortSignal): Promise<void>;
}
