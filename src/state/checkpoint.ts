import { decodeState, encodeState } from "./snapshot.ts";
import type { State } from "./state.ts";

/** Raised when the form of the state changes; then add the step from the form before to `STEPS`, and a fixture of the new form. */
export const CHECKPOINT_VERSION = 1;

/**
 * The state as of an event whose predecessors were moved to an archive. Unlike a snapshot it is no cache: what it says cannot be
 * folded again without the archive, so every later version reads it.
 */
export interface Checkpoint {
  schema: "millrace.checkpoint";
  v: number;
  /** The last event that is folded into it, and the hash of its line. */
  seq: number;
  hash: string;
  state: unknown;
}

/** From each older form of `state` to the next one. */
const STEPS: Readonly<Record<number, (state: Record<string, unknown>) => Record<string, unknown>>> = {};

export function encodeCheckpoint(state: State, hash: string): Checkpoint {
  return { schema: "millrace.checkpoint", v: CHECKPOINT_VERSION, seq: state.seq, hash, state: encodeState(state) };
}

/** The state that a checkpoint holds, or what is wrong with it. */
export function decodeCheckpoint(value: unknown, expected: { seq: number; hash: string }): State | { problem: string } {
  const checkpoint = value as Partial<Checkpoint> | null;
  if (checkpoint?.schema !== "millrace.checkpoint" || typeof checkpoint.v !== "number") return { problem: "it is not a checkpoint" };
  if (checkpoint.v > CHECKPOINT_VERSION) return { problem: `its version ${checkpoint.v} is of a newer millrace` };
  if (checkpoint.seq !== expected.seq || checkpoint.hash !== expected.hash) return { problem: `it is not of event ${expected.seq}` };
  let state = checkpoint.state as Record<string, unknown>;
  for (let v = checkpoint.v; v < CHECKPOINT_VERSION; v++) {
    const step = STEPS[v];
    if (!step) return { problem: `its version ${v} is not known` };
    state = step(state);
  }
  return decodeState(state);
}
