import { refuseArchived } from "../../engine/archives-of.ts";
import { beginningState } from "../../engine/load-state.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { resolveRun } from "../inspect/resolve-run.ts";
import { sentenceOf } from "./sentence.ts";

/** An outcome, and what led to it, oldest first. */
export interface CausalChain {
  asOf: number;
  durable: number;
  subject: string;
  kind: "run" | "item" | "event";
  answer: string;
  chain: { seq: number; time: string; type: string; cause: number; text: string }[];
}

/** What only says that a run goes on; the chain leads through it without naming it. */
const PASSING: ReadonlySet<string> = new Set(["attempt.started", "attempt.requested", "delivery.intended", "timer.fired"]);

/** How much an event is what came of its subject: of a run its end; of an item its latest move, unless a run works on it. */
function rankOf(event: EventEnvelope, isOfRun: boolean): number {
  if (isOfRun) return event.type === "run.finished" ? 1 : 0;
  return event.type === "item.moved" && (event.data as { to: string }).to !== "active" ? 1 : 0;
}

/**
 * The chain of causes that led to an outcome, oldest first: to that of a run or an item, or to the event of a sequence.
 * Takes the beginning of a run's id, too. Throws `item.unknown`, `run.ambiguous`, and `log.no-such-moment` for a sequence that the log does not reach.
 */
export function causalChain(world: World, root: string, subject: string): CausalChain {
  const { items, runs, finishedRuns } = beginningState(world.fs, layoutOf(root).log);
  const known = new Set([...items.keys(), ...runs.keys(), ...finishedRuns.keys()]);
  let isRun = false;
  let latest = { seq: 0, rank: 0 };
  let first: string | null = null;
  const { head } = readEvents(world, root, {
    onEvent(event) {
      first ??= event.time;
      if (event.type === "item.added" || event.type === "item.imported") known.add(event.subject);
      else if ((event.type === "run.started" || event.type === "run.imported") && event.run !== undefined) known.add(event.run);
      if (event.run === subject) isRun = true;
      if (event.run !== subject && event.subject !== subject) return;
      const rank = rankOf(event, event.run === subject);
      const begins = event.type === "item.moved" && event.run !== subject && rank === 0;
      if (begins || rank >= latest.rank) latest = { seq: event.seq, rank };
    },
  });
  const isSequence = !known.has(subject) && /^[0-9]{1,15}$/.test(subject);
  if (isSequence) {
    const seq = Number(subject);
    if (seq > 0) refuseArchived(world.fs, root, { seq });
    if (seq === 0 || seq > head.seq) throw new MillraceError("log.no-such-moment", { moment: subject, head: head.seq, first });
    latest = { seq, rank: 0 };
  } else if (latest.seq === 0 || !known.has(subject)) {
    const item = items.get(subject);
    refuseArchived(world.fs, root, item ? { seq: item.changedAt } : { run: subject });
    const run = beginsRun(world, root, subject);
    if (run !== null) return causalChain(world, root, run);
    throw new MillraceError("item.unknown", { item: subject, near: nearest(subject, known) });
  }
  const all = ancestors(world, root, latest.seq);
  const told = all.filter((event, index) => index === all.length - 1 || !isPassing(event));
  const last = all.at(-1);
  return {
    asOf: head.seq,
    durable: head.durable,
    subject,
    kind: isSequence ? "event" : isRun ? "run" : "item",
    answer: last === undefined ? "" : sentenceOf(last),
    chain: told.map((event) => ({ seq: event.seq, time: event.time, type: event.type, cause: event.cause, text: sentenceOf(event) })),
  };
}

/** The only run whose id begins so, for what is neither an item nor a run; null where there is none. Throws `run.ambiguous`. */
function beginsRun(world: World, root: string, subject: string): string | null {
  try {
    const run = resolveRun(world, root, subject);
    return run === subject ? null : run;
  } catch (error) {
    if (error instanceof MillraceError && error.code === "run.unknown") return null;
    throw error;
  }
}

/** A move of the run's machine from deciding to verifying is told by the checks that follow it. */
function isPassing(event: EventEnvelope): boolean {
  return PASSING.has(event.type) || (event.type === "run.phase" && (event.data as { event: string }).event === "VERIFY");
}

/**
 * The event and its chain of causes, oldest first. One pass finds who caused whom by numbers alone, a second one takes
 * the events themselves, so that memory does not grow with the data of the log.
 */
function ancestors(world: World, root: string, seq: number): EventEnvelope[] {
  const causes: number[] = [];
  readEvents(world, root, {
    to: seq,
    onEvent(event) {
      causes[event.seq] = event.cause;
    },
  });
  const wanted = new Set<number>();
  for (let at = seq; at > 0 && !wanted.has(at); at = causes[at] ?? 0) wanted.add(at);
  const chain: EventEnvelope[] = [];
  readEvents(world, root, {
    to: seq,
    onEvent(event) {
      if (wanted.has(event.seq)) chain.push(event);
    },
  });
  return chain;
}
