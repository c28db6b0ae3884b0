import { refuseArchived } from "../../engine/archives-of.ts";
import { beginningState } from "../../engine/load-state.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { AnyEvent } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { World } from "../../kernel/world.ts";
import { evolve } from "../../state/evolve.ts";
import { encodeState } from "../../state/snapshot.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { damageOf } from "../inspect/damage-of.ts";
import { iso } from "../iso.ts";
import { type LoopPosition, positionAfter } from "./position-after.ts";
import { replayVerdict } from "./replay-verdict.ts";
import { sentenceOf } from "./sentence.ts";

interface Asked {
  run: string | undefined;
  to: number | undefined;
  verify: boolean;
  /** Where the trees lie that the log names; null where none are kept (a bundle). */
  trees: Trees | null;
}

/** Folds the log from its first event, and on the way tells the steps of a run. Throws `run.unknown`. */
export async function replayWorkspace(world: World, root: string, { run, to, verify, trees }: Asked) {
  const state = beginningState(world.fs, layoutOf(root).log);
  const runs = new Set<string>();
  const own: AnyEvent[] = [];
  const { head, end } = readEvents(world, root, {
    ...(to === undefined ? {} : { to }),
    onEvent(event) {
      if (to !== undefined && event.seq > to) return;
      evolve(state, event);
      if (event.type === "run.started" && event.run !== undefined) runs.add(event.run);
      if (run !== undefined && event.run === run) own.push(event as AnyEvent);
    },
  });
  if (run !== undefined && own.length === 0 && !isLater(world, root, run, to)) {
    refuseArchived(world.fs, root, { run });
    throw new MillraceError("run.unknown", { run, near: nearest(run, runs), cut: damageOf(end) });
  }
  const items: Record<string, number> = {};
  for (const { phase } of state.items.values()) items[phase] = (items[phase] ?? 0) + 1;
  return {
    asOf: state.seq,
    damage: damageOf(end),
    durable: Math.min(head.durable, state.seq),
    time: state.seq === 0 ? null : iso(state.time),
    lifecycle: state.lifecycle as string,
    plan: state.plan && { hash: state.plan.hash, mode: state.plan.mode },
    items,
    runs: { live: state.runs.size, finished: state.finishedRuns.size },
    stateHash: sha256(canonicalJson(encodeState(state))),
    steps: run === undefined ? null : stepsOf(own),
    verified: verify ? await replayVerdict(world, root, trees) : null,
  };
}

/** Whether the run began after the moment that is looked at. */
function isLater(world: World, root: string, run: string, to: number | undefined): boolean {
  if (to === undefined) return false;
  let later = false;
  readEvents(world, root, {
    onEvent: (event) => {
      later ||= event.run === run;
    },
  });
  return later;
}

function stepsOf(events: readonly AnyEvent[]) {
  let position: LoopPosition | undefined;
  return events.map((event) => {
    position = positionAfter([event], position);
    return { seq: event.seq, time: event.time, type: event.type as string, ...position, text: sentenceOf(event) };
  });
}
