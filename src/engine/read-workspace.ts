import type { Failure } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { listSegments } from "../log/layout.ts";
import { type ReadEnd, readLog } from "../log/read-log.ts";
import { initialState, type State } from "../state/state.ts";
import { layoutOf } from "../workspace/layout.ts";
import { type Foundation, foundation } from "./load-state.ts";

/** What can be known of a workspace without owning it. */
export interface ReadWorkspace {
  state: State;
  /** Sequence up to which the state is known. */
  upTo: number;
  /** Sequence up to which the log says it is durable. */
  durable: number;
  /** Bytes at the end that belong to no whole batch: torn, or being written right now. */
  torn: { bytes: number } | null;
  /** The first event of a newer version, where knowing ends. */
  newer: { seq: number; type: string } | null;
  /** Why knowing ends before the end of the log. */
  problem: Failure | null;
}

/** Reads a live, stopped or damaged workspace without the lock, and changes nothing. `to` gives the state as of an earlier sequence. */
export function readWorkspace(world: { fs: Fs }, root: string, options: { to?: number; whole?: boolean } = {}): ReadWorkspace {
  const directory = layoutOf(root).log;
  if (listSegments(world.fs, directory).length === 0) return nothing(directory);
  const snapshotted = foundation(world.fs, directory, { whole: options.whole === true || options.to !== undefined });
  const read = fold(world.fs, directory, snapshotted, options.to);
  if (read.end.kind !== "unanchored") return describe(snapshotted.state, read);
  const fresh = { ...foundation(world.fs, directory, { whole: true }) };
  return describe(fresh.state, fold(world.fs, directory, fresh, options.to));
}

/** A workspace is made with its first event, so a log without one was lost. */
function nothing(directory: string): ReadWorkspace {
  const problem: Failure = { code: "log.missing", values: { directory } };
  return { state: initialState(), upTo: 0, durable: 0, torn: null, newer: null, problem };
}

function fold(fs: Fs, directory: string, base: Foundation, to: number | undefined): ReturnType<typeof readLog> {
  return readLog({ fs, directory, onEvent: base.fold, ...(base.from ? { from: base.from } : {}), ...(to === undefined ? {} : { to }) });
}

function describe(state: State, { head, end }: ReturnType<typeof readLog>): ReadWorkspace {
  return {
    state: head.seq === 0 ? initialState() : state,
    upTo: head.seq,
    durable: head.durable,
    torn: end.kind === "torn" ? { bytes: end.bytes } : null,
    newer: end.kind === "newer" ? { seq: end.seq, type: end.type } : null,
    problem: problemOf(end),
  };
}

function problemOf(end: ReadEnd): Failure | null {
  switch (end.kind) {
    case "corrupt":
      return { code: "log.corrupt", values: { segment: end.segment, offset: end.offset, seq: end.seq, problem: end.problem } };
    case "newer":
      return { code: "log.newer", values: { type: end.type, tv: end.tv, seq: end.seq } };
    default:
      return null;
  }
}
