import { resolveMoment } from "../../engine/inspect/moment.ts";
import { type StillState, stateDifference, stillState } from "../../engine/inspect/state-difference.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { World } from "../../kernel/world.ts";
import { evolve } from "../../state/evolve.ts";
import { initialState } from "../../state/state.ts";
import { iso } from "../iso.ts";

/** The state at two moments, compared. One pass folds to the later one and holds both states. Throws `log.no-such-moment`. */
export function compareMoments(world: World, root: string, from: string, to: string) {
  const ends = [resolveMoment(world, root, from, "from"), resolveMoment(world, root, to, "to")] as const;
  const [early, late] = [Math.min(...ends), Math.max(...ends)];
  const state = initialState();
  const counts = new Map<string, number>();
  let kept: StillState | null = early === 0 ? stillState(state) : null;
  const { head } = readEvents(world, root, {
    to: late,
    onEvent(event) {
      if (event.seq > late) return;
      evolve(state, event);
      if (event.seq > early) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
      // Sequences that this version passes over have no event: the state before them is the state at them.
      if (event.seq <= early) kept = event.seq === early ? stillState(state) : null;
    },
  });
  const last = stillState(state);
  const first = kept ?? last;
  const [before, after] = ends[0] <= ends[1] ? [first, last] : [last, first];
  const events = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => ({ type, count }));
  return {
    asOf: head.seq,
    durable: head.durable,
    from: { seq: ends[0], time: timeOf(before) },
    to: { seq: ends[1], time: timeOf(after) },
    events,
    changes: stateDifference(before, after),
  };
}

function timeOf({ seq, time }: StillState): string | null {
  return seq === 0 ? null : iso(time as number);
}
