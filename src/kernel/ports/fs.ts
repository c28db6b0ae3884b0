/** What a path is, without following a final symlink. */
export interface FileFacts {
  kind: "file" | "directory" | "symlink" | "other";
  /** Bytes. */
  size: number;
  /** Milliseconds since the epoch, with fractions where the disk has them. */
  modified: number;
  /** Permission bits. */
  mode: number;
}

/** An open file. Writes may be short: the caller looks at what came back. */
export interface OpenFile {
  size(): number;
  /** Reads into `into` from `position`; gives the bytes read, 0 at the end. */
  read(into: Uint8Array, position: number): number;
  /** Writes at `position`; gives the bytes written, which may be fewer. */
  write(bytes: Uint8Array, position: number): number;
  truncate(size: number): void;
  /** fdatasync, blocking. After a failure the pages must be taken as lost. */
  sync(): void;
  /** fdatasync without blocking the event loop. */
  syncSoon(): Promise<void>;
  close(): void;
}

/**
 * The disk. Paths are absolute. Failures throw errors with the `code` of the platform (ENOENT, ENOSPC, EIO, EROFS …);
 * `isFsError` tells them apart. Blocking on purpose: the log's commit path must not yield between write and state.
 */
export interface Fs {
  open(path: string, how: "read" | "write" | "create"): OpenFile;
  read(path: string): Uint8Array;
  /** Plain write, not durable; replaces what is there. */
  write(path: string, bytes: Uint8Array | string, mode?: number): void;
  append(path: string, bytes: Uint8Array | string): void;
  /** Creates the file with O_EXCL and syncs it; false when it is there already. */
  claim(path: string, bytes: Uint8Array | string): boolean;
  facts(path: string): FileFacts | null;
  /** Names in a directory, unsorted; empty when it does not exist. */
  list(path: string): string[];
  makeDirectory(path: string): void;
  rename(from: string, to: string): void;
  /** Removes a file; nothing when it is not there. */
  remove(path: string): void;
  removeTree(path: string): void;
  copy(from: string, to: string): void;
  /** fsync of a directory, so that a rename in it is durable. */
  syncDirectory(path: string): void;
  /** Bytes free for this user on the disk of `path`. */
  free(path: string): number;
}
