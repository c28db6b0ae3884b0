import { readEvents } from "../../engine/read-events.ts";
import { verifyReplay } from "../../engine/replay/verify-replay.ts";
import type { AnyEvent } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { World } from "../../kernel/world.ts";
import { evolve } from "../../state/evolve.ts";
import { encodeState } from "../../state/snapshot.ts";
import { initialState } from "../../state/state.ts";
import { iso } from "../iso.ts";
import { sentenceOf } from "./sentence.ts";

interface Asked {
  run: string | undefined;
  to: number | undefined;
  verify: boolean;
}

/** Folds the log from its first event, and on the way tells the steps of a run. Throws `run.unknown`. */
export function replayWorkspace(world: World, root: string, { run, to, verify }: Asked) {
  const state = initialState();
  const runs = new Set<string>();
  const own: AnyEvent[] = [];
  const { head } = readEvents(world, root, {
    ...(to === undefined ? {} : { to }),
    onEvent(event) {
      if (to !== undefined && event.seq > to) return;
      evolve(state, event);
      if (event.type === "run.started" && event.run !== undefined) runs.add(event.run);
      if (run !== undefined && event.run === run) own.push(event as AnyEvent);
    },
  });
  if (run !== undefined && own.length === 0) throw new MillraceError("run.unknown", { run, near: nearest(run, runs) });
  const items: Record<string, number> = {};
  for (const { phase } of state.items.values()) items[phase] = (items[phase] ?? 0) + 1;
  return {
    asOf: state.seq,
    durable: Math.min(head.durable, state.seq),
    time: state.seq === 0 ? null : iso(state.time),
    lifecycle: state.lifecycle as string,
    plan: state.plan && { hash: state.plan.hash, mode: state.plan.mode },
    items,
    runs: { live: state.runs.size, finished: state.finishedRuns.size },
    stateHash: sha256(canonicalJson(encodeState(state))),
    steps: run === undefined ? null : stepsOf(own),
    verified: verify ? verdictOf(world, root) : null,
  };
}

function stepsOf(events: readonly AnyEvent[]) {
  let stage = "";
  let counters: Record<string, number> = {};
  return events.map((event) => {
    if (event.type === "run.started")
      ({
        stage,
        context: { counters },
      } = event.data.position);
    else if (event.type === "run.moved")
      ({
        stage,
        context: { counters },
      } = event.data.to);
    else if (event.type === "run.concluded") [stage, counters] = [event.data.final, event.data.context.counters];
    return { seq: event.seq, time: event.time, type: event.type as string, stage, counters, text: sentenceOf(event) };
  });
}

function verdictOf(world: World, root: string) {
  const { events, transitions, snapshot, divergence } = verifyReplay(world, root);
  if (!divergence) return { events, transitions, snapshot, divergence };
  const { seq, type, subject, what, logged, derived } = divergence;
  return {
    events,
    transitions,
    snapshot,
    divergence: { seq, type, subject, what, logged: canonicalJson(logged ?? null), derived: canonicalJson(derived ?? null) },
  };
}
