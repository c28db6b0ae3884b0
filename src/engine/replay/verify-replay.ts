import type { AnyEvent } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { type ReadEnd, readLog } from "../../log/read-log.ts";
import { loadSnapshot } from "../../log/snapshot.ts";
import type { Tree } from "../../state/run.ts";
import { encodeState, REDUCER_VERSION } from "../../state/snapshot.ts";
import type { State } from "../../state/state.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { CompiledPlan } from "../compiled-plan.ts";
import { foundation } from "../load-state.ts";
import { PlanBook } from "../plan-book.ts";
import { ArtifactCheck, type ArtifactVerdict } from "./artifact-check.ts";
import { checkEvent } from "./check-event.ts";
import type { Divergence } from "./divergence.ts";

export interface ReplayVerdict {
  /** The first event: those before it were pruned, and the fold begins with their checkpoint. */
  from: number;
  events: number;
  /** Transitions that were derived again from pinned machines. */
  transitions: number;
  /** Those among them that cannot be derived: the plan was redacted. */
  redacted: number;
  /** Sequence of the snapshot that the refold was compared with; null when there was none. */
  snapshot: number | null;
  /** The first transition that is not as its machine says; where there is none, the first file that is not as the log says. */
  divergence: Divergence | null;
  artifacts: ArtifactVerdict;
  /** Every tree that the log names, and the event that names it first. */
  trees: { tree: Tree; seq: number }[];
  /** How the log itself ended: whole, torn, corrupt or newer. */
  end: ReadEnd;
}

/**
 * Folds the whole log again, and derives every transition anew from the machines and plans that its runs pinned. Stops
 * deriving at the first divergence, with both values. Files that the log names by hash are read and compared. Changes nothing and needs no owner.
 */
export function verifyReplay(world: { fs: Fs }, root: string): ReplayVerdict {
  const directory = layoutOf(root).log;
  const base = foundation(world.fs, directory, { whole: true });
  const plans = new PlanBook(world.fs, directory);
  const snapshot = loadSnapshot(world.fs, directory, REDUCER_VERSION).snapshot;
  const verdict: Omit<ReplayVerdict, "end" | "artifacts" | "trees"> = {
    from: base.state.seq + 1,
    events: 0,
    transitions: 0,
    redacted: 0,
    snapshot: null,
    divergence: null,
  };
  const artifacts = new ArtifactCheck(world.fs, root);
  const pinned = (hash: string): CompiledPlan | null => {
    const plan = plans.find(hash);
    if (plan === null) verdict.redacted += 1;
    return plan;
  };
  const { end } = readLog({
    fs: world.fs,
    directory,
    onEvent(event) {
      artifacts.read(event as AnyEvent);
      if (verdict.divergence) return;
      verdict.divergence = derive(base.state, event as AnyEvent, pinned);
      base.fold(event);
      verdict.events += 1;
      if (event.type === "run.moved" || event.type === "run.concluded" || event.type === "item.moved") verdict.transitions += 1;
      if (snapshot && event.seq === snapshot.position.seq) {
        verdict.snapshot = event.seq;
        verdict.divergence ??= compare(event.seq, snapshot.state, encodeState(base.state));
      }
    },
  });
  const divergence = verdict.divergence ?? artifacts.divergence;
  return { ...verdict, divergence, artifacts: artifacts.verdict, trees: [...artifacts.trees.values()], end };
}

/** A plan that cannot be had, but for one that was redacted, is a divergence at the first event that needs it. */
function derive(state: State, event: AnyEvent, pinned: (hash: string) => CompiledPlan | null): Divergence | null {
  try {
    return checkEvent(state, event, pinned);
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== "log.blob") throw error;
    const { seq, type, subject } = event;
    return { seq, type, subject, what: "the text of the pinned plan", logged: error.values.hash, derived: error.values.problem };
  }
}

function compare(seq: number, kept: unknown, refolded: unknown): Divergence | null {
  const [before, after] = [kept as Record<string, unknown>, refolded as Record<string, unknown>];
  const member = Object.keys(after).find((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
  if (member === undefined) return null;
  return { seq, type: "snapshot", subject: member, what: `"${member}" of the snapshot`, logged: before[member], derived: after[member] };
}
