import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import { compiledOrThrow } from "../compiled-or-throw.ts";
import type { OperationContext } from "../context.ts";
import { pathTaken } from "../history/path-taken.ts";
import { positionAfter } from "../history/position-after.ts";
import { runRecord } from "../history/run-record.ts";
import { eventsOfRun } from "../history/run-story.ts";
import { planOf } from "../view/current-plan.ts";

interface Drawn {
  loop: FrozenLoop;
  live: { stage: string; counters: Record<string, number>; path: string[] } | null;
}

/** The loop that is asked for: of a run, or of the plan as its files stand. Throws `run.unknown`, `plan.invalid`, `cli.not-known`. */
export async function loopToDraw(
  context: OperationContext,
  asked: { loop: string | undefined; run: string | undefined; mode: string | undefined },
): Promise<Drawn> {
  if (asked.run !== undefined) {
    const { events } = eventsOfRun(context.world, context.root(), asked.run);
    const record = runRecord(events);
    const { plan, loop } = record.started.data;
    const { stage, counters } = positionAfter(events);
    return { loop: loopNamed(planOf(context.world, context.root(), plan).loops, loop), live: { stage, counters, path: pathTaken(record) } };
  }
  const { plan } = await compiledOrThrow(context, asked.mode);
  return { loop: loopNamed(plan.loops, asked.loop ?? plan.loopFor.task ?? Object.keys(plan.loops)[0] ?? ""), live: null };
}

function loopNamed(loops: Readonly<Record<string, FrozenLoop>>, id: string): FrozenLoop {
  const loop = Object.hasOwn(loops, id) ? loops[id] : undefined;
  if (loop) return loop;
  const names = Object.keys(loops);
  throw new MillraceError("cli.not-known", {
    what: "loop in the plan",
    value: id,
    near: nearest(id, names),
    look: `The plan has ${names.join(", ")}; millrace loops lists all`,
  });
}
