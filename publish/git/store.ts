import type { ErrorValues } from "../../src/kernel/errors/catalogue-entry.ts";
import type { ErrorCode } from "../../src/kernel/errors/millrace-error.ts";
import type { FileChange } from "./port.ts";

/** Why something was not done, as a code and its values. */
export interface Obstacle {
  code: ErrorCode;
  values: ErrorValues;
}

/** What making a commit or a tag asks of an adapter. Each is safe by itself: a crash between two leaves a sound repository. */
export interface Store {
  /** Reads the files of these changes again and keeps their blobs and the trees aside; gives the tree that they make on `base` now. */
  prepare(base: string | null, changes: readonly FileChange[]): Promise<string>;
  /** Writes what `prepare` kept aside into the repository, durably. Nothing refers to it yet. */
  keep(): Promise<void>;
  writeObject(type: "commit" | "tag", content: Uint8Array): Promise<string>;
  /** Moves a ref that holds `expected` (null: is absent); false when it holds something else or another git has it locked. */
  updateRef(ref: string, oid: string, expected: string | null, note: string): Promise<boolean>;
  /** Whether the index could follow from tree to tree without losing what is staged; null when it could. */
  indexObstacle(before: string, changes: readonly FileChange[], after: string): Promise<Obstacle | null>;
  /** Lets the index follow; why it did not, or null. */
  followIndex(before: string, changes: readonly FileChange[], after: string): Promise<string | null>;
}
