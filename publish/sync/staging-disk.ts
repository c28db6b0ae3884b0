import type { Fingerprint } from "./listing.ts";

/** What stands at a path, without following a link at the end. */
export interface StagedFacts {
  kind: "file" | "directory" | "symlink" | "other";
  /** Tells this file or directory from any other on its disk. */
  inode: string;
  executable: boolean;
  size: number;
}

/** What a sync needs of the disk. Paths are absolute. Failures throw errors with the platform's code. */
export interface StagingDisk {
  facts(path: string): StagedFacts | null;
  /** Names in a directory; empty when there is none. */
  list(path: string): string[];
  /** Null for a directory and for what is neither file nor link. */
  fingerprint(path: string): Fingerprint | null;
  makeDirectory(path: string): void;
  /** Gives a file a second name. */
  link(from: string, to: string): void;
  /** Copies a file or link, and gives what was copied; durable after `syncFiles`. Never writes through a link. */
  copy(from: string, to: string, executable: boolean): Fingerprint;
  /** Makes files durable, many at a time; passes over links. */
  syncFiles(paths: readonly string[]): Promise<void>;
  rename(from: string, to: string): void;
  /** Two directories change places at one instant; false, with nothing changed, where the platform cannot. */
  exchange(one: string, other: string): Promise<boolean>;
  /** Removes a file or link; nothing when it is not there. */
  remove(path: string): void;
  /** Removes a directory if it is empty, and says whether it did. */
  removeEmpty(path: string): boolean;
  removeTree(path: string): void;
  syncDirectory(path: string): void;
}
