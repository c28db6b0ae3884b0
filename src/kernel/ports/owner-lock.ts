/** Who owns a workspace. Facts for people and for `status`; the lock itself is the operating system's. */
export interface Holder {
  pid: number;
  /** Start time of the process, opaque: with `pid` it names one process only. */
  started: string;
  /** What it does: once, daemon, command. */
  role: string;
  /** ISO-8601 in UTC. */
  since: string;
  /** Fencing epoch of the log lines that it writes, 0 until it is known. */
  epoch: number;
}

/** The lock while it is held. */
export interface HeldLock {
  /** Replaces the holder's facts, e.g. once the epoch is known. Does nothing once the lock is let go. */
  describe(holder: Holder): void;
  /** Lets go. A second call does nothing. */
  release(): void;
}

/** Exactly one owner per workspace: the lock is freed by the kernel when its holder dies, however it dies. */
export interface OwnerLock {
  /** Takes the lock below `directory` or tells who has it (null: it has not said so yet), at once but for rivals at the same instant. */
  acquire(directory: string, holder: Holder): { kind: "held"; lock: HeldLock } | { kind: "taken"; holder: Holder | null };
}
