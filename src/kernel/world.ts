import type { Clock } from "./ports/clock.ts";
import type { Fs } from "./ports/fs.ts";
import type { Ids } from "./ports/ids.ts";
import type { OwnerLock } from "./ports/owner-lock.ts";
import type { Proc } from "./ports/proc.ts";
import type { Wire } from "./ports/wire.ts";

/** Everything outside, handed in: the simulator hands in its own. */
export interface World {
  fs: Fs;
  clock: Clock;
  ids: Ids;
  proc: Proc;
  lock: OwnerLock;
  /** Absent where there are no sockets: the mailbox then carries everything. */
  wire?: Wire;
  /** What a path leads to, by device and inode; null where it leads nowhere. Absent where nothing is moved. */
  identity?: (path: string) => string | null;
  /** Whether rebuildable indexes may be kept in SQLite, which writes past `fs`. */
  indexes: boolean;
  /** The environment of this process. */
  env: Readonly<Record<string, string | undefined>>;
}
