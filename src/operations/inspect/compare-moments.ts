import { resolveMoment } from "../../engine/inspect/moment.ts";
import { type StillState, stateDifference, stillState } from "../../engine/inspect/state-difference.ts";
import { beginningState } from "../../engine/load-state.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { World } from "../../kernel/world.ts";
import { evolve } from "../../state/evolve.ts";
import type { State } from "../../state/state.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { iso } from "../iso.ts";

/** The state at two moments, compared. One pass folds to the later one and holds both states. Throws `log.no-such-moment`. */
export function compareMoments(world: World, root: string, from: string, to: string) {
  const ends = [
    resolveMoment(world, root, from, "the first moment", "diff"),
    resolveMoment(world, root, to, "the second moment", "diff"),
  ] as const;
  const [early, late] = [Math.min(...ends), Math.max(...ends)];
  const state = beginningState(world.fs, layoutOf(root).log);
  const counts = new Map<string, number>();
  let kept: Moment | null = null;
  const { head } = readEvents(world, root, {
    to: late,
    onEvent(event) {
      if (event.seq > late) return;
      // A sequence that this version passes over has no event: the state before it is the state at it.
      if (kept === null && event.seq > early) kept = takeStill(state);
      evolve(state, event);
      if (event.seq > early) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
    },
  });
  const last = takeStill(state);
  const first = kept ?? last;
  const [before, after] = ends[0] <= ends[1] ? [first, last] : [last, first];
  const events = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => ({ type, count }));
  return {
    asOf: head.seq,
    durable: head.durable,
    from: { seq: ends[0], time: before.time },
    to: { seq: ends[1], time: after.time },
    events,
    changes: stateDifference(before.still, after.still),
  };
}

interface Moment {
  still: StillState;
  /** Null before the first event. */
  time: string | null;
}

function takeStill(state: State): Moment {
  return { still: stillState(state), time: state.seq === 0 ? null : iso(state.time) };
}
