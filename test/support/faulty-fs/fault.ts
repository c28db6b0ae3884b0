/** A call that changes the disk, or makes a change durable, or gets bytes or names from it. */
export interface Operation {
  /** From 1; a read has that of the last change before it. */
  index: number;
  name: "create" | "write" | "truncate" | "sync" | "rename" | "remove" | "makeDirectory" | "syncDirectory" | "read";
  path: string;
  /** Of a write. */
  bytes: number;
}

/** What happens instead. */
export type Fault =
  /** The call fails with that code and changes nothing. A failed sync loses what it should have synced, for good. */
  | { kind: "error"; code: string }
  /** A write takes only so many bytes. Elsewhere: nothing. */
  | { kind: "short"; bytes: number }
  /** The machine dies in this call; a write has got so many bytes into memory. */
  | { kind: "crash"; bytes?: number };

/** Decides for each operation; undefined lets it pass. */
export type FaultPlan = (operation: Operation) => Fault | undefined;
