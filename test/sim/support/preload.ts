/**
 * What the product loads on first use, loaded before the first scenario: how long a module takes to come is no part of the
 * simulated world, and would make the first scenario of a process another one than the second.
 */
await Promise.all([
  import("../../../src/engine/mailbox/read-letter.ts"),
  import("../../../src/engine/submit-alone.ts"),
  import("../../../src/plan/plan-invalid-values.ts"),
]);

/**
 * A signal made of others is never collected while somebody listens to it, and with it goes the whole process that died before it
 * heard anything: some hundred kilobytes a scenario. This one means the same and can be collected.
 */
AbortSignal.any = (signals) => {
  const either = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason);
    else signal.addEventListener("abort", () => either.abort(signal.reason), { once: true });
  }
  return either.signal;
};

export {};
