/** What the log must know of an event type without loading its schema. The table of them is guards.generated.ts. */
export interface EventGuard {
  /** Newest version of the type. */
  version: number;
  critical: boolean;
  /** Null when `data` fits the newest version, else what is wrong and where, e.g. `data.visit: expected an integer`. */
  check: (data: unknown) => string | null;
  /** Where data of the newest version holds prose, as `prosePaths` gives it; none when absent. */
  prose?: readonly string[];
}

/** Event types by name. */
export type EventGuards = ReadonlyMap<string, EventGuard>;
