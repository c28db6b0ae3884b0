/** Who caused an event: the operator's command line, the runtime itself, an agent's result, or a named program. */
export type Actor = "operator" | "runtime" | "agent" | `program:${string}`;

/**
 * One line of the log, as written: JSON in exactly this order of members, `hash` last. Absent members are left out.
 * Versioning: `v` the envelope, `tv` the type of the event; upcasters key on (type, tv).
 */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  v: 1;
  /** 1, 2, 3 … without a gap. */
  seq: number;
  /** Place in its batch, from 1, and the batch's size: a batch is the unit of commit. */
  batch: [place: number, size: number];
  /** ISO-8601 in UTC; may go backwards, `seq` is the order. */
  time: string;
  /** Fencing epoch of the owner that wrote it. */
  epoch: number;
  /** Highest sequence known to be synced when this line was written. */
  durable: number;
  type: Type;
  tv: number;
  /** A reader that does not know a critical event must say how far it knows the state; a writer must refuse. */
  crit: boolean;
  actor: Actor;
  /** What it is about: an item id, "workspace", "plan" … */
  subject: string;
  run?: string;
  attempt?: string;
  /** The command that led to it. */
  command?: string;
  /** Sequence of the direct cause, 0 from outside. */
  cause: number;
  data: Data;
  /** SHA-256, see src/log/line.ts. */
  hash: string;
}

/** An event that is decided but not yet written: the log adds sequence, batch, time, epoch, durable and hash. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  type: Type;
  actor: Actor;
  subject: string;
  run?: string;
  attempt?: string;
  /** Absolute, or negative for an event so many places before this one in the same batch. */
  cause: number;
  data: Data;
}
