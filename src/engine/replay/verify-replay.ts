import type { AnyEvent } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { type ReadEnd, readLog } from "../../log/read-log.ts";
import { loadSnapshot } from "../../log/snapshot.ts";
import { encodeState, REDUCER_VERSION } from "../../state/snapshot.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { foundation } from "../load-state.ts";
import { PlanBook } from "../plan-book.ts";
import { checkEvent } from "./check-event.ts";
import type { Divergence } from "./divergence.ts";

export interface ReplayVerdict {
  events: number;
  /** Transitions that were derived again from pinned machines. */
  transitions: number;
  /** Sequence of the snapshot that the refold was compared with; null when there was none. */
  snapshot: number | null;
  divergence: Divergence | null;
  /** How the log itself ended: whole, torn, corrupt or newer. */
  end: ReadEnd;
}

/**
 * Folds the whole log again, and derives every transition anew from the machines and plans that its runs pinned. Stops at
 * the first divergence, with both values. Changes nothing and needs no owner.
 */
export function verifyReplay(world: { fs: Fs }, root: string): ReplayVerdict {
  const directory = layoutOf(root).log;
  const base = foundation(world.fs, directory, { whole: true });
  const plans = new PlanBook(world.fs, directory);
  const snapshot = loadSnapshot(world.fs, directory, REDUCER_VERSION).snapshot;
  const verdict: Omit<ReplayVerdict, "end"> = { events: 0, transitions: 0, snapshot: null, divergence: null };
  const { end } = readLog({
    fs: world.fs,
    directory,
    onEvent(event) {
      if (verdict.divergence) return;
      verdict.divergence = checkEvent(base.state, event as AnyEvent, (hash) => plans.get(hash));
      base.fold(event);
      verdict.events += 1;
      if (event.type === "run.moved" || event.type === "run.concluded" || event.type === "item.moved") verdict.transitions += 1;
      if (snapshot && event.seq === snapshot.position.seq) {
        verdict.snapshot = event.seq;
        verdict.divergence ??= compare(event.seq, snapshot.state, encodeState(base.state));
      }
    },
  });
  return { ...verdict, end };
}

function compare(seq: number, kept: unknown, refolded: unknown): Divergence | null {
  const [before, after] = [kept as Record<string, unknown>, refolded as Record<string, unknown>];
  const member = Object.keys(after).find((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
  if (member === undefined) return null;
  return { seq, type: "snapshot", subject: member, what: `"${member}" of the snapshot`, logged: before[member], derived: after[member] };
}
