/**
 * What the product loads on first use, loaded before the first scenario: how long a module takes to come is no part of the
 * simulated world, and would make the first scenario of a process another one than the second.
 */
await Promise.all([
  import("../../../src/engine/mailbox/read-letter.ts"),
  import("../../../src/engine/submit-alone.ts"),
  import("../../../src/plan/plan-invalid-values.ts"),
]);

export {};
