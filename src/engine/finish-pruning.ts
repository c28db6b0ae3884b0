import { join } from "node:path";
import type { AnyEvent } from "../events/event.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { sweepPruned } from "../log/archive/sweep.ts";
import { loadText } from "../log/load-text.ts";
import { newestPruned, type Pruned, pointedAt } from "../log/log-start.ts";
import { readPointer } from "../log/prune-pointer.ts";
import { decodeCheckpoint } from "../state/checkpoint.ts";
import { type Layout, relativeLayout } from "../workspace/layout.ts";
import type { Store } from "./store.ts";

/**
 * Has the owner remove what a `log.pruned` event says was moved: as soon as it is durable, and at its opening what a crash left
 * of an earlier one. `seen` is the newest such event that opening read. What cannot be removed now, the next owner does.
 */
export function finishPruning(fs: Fs, layout: Layout, store: Store, seen: number | null): void {
  const agents = join(layout.root, relativeLayout.agents);
  const pointer = readPointer(fs, layout.log);
  const isOpen = pointer?.swept === false || (seen !== null && seen > (pointer?.at.seq ?? 0));
  if (isOpen) {
    later(() => {
      const pruned = seen === null ? pointedAt(fs, layout.log) : newestPruned(fs, layout.log);
      if (pruned && isSound(fs, layout, pruned)) sweepPruned(fs, agents, pruned);
    });
  }
  store.listen((events) => {
    const event = events.at(-1) as AnyEvent;
    if (event.type !== "log.pruned") return;
    const pruned = { at: store.log.head, data: event.data };
    later(() => {
      if (isSound(fs, layout, pruned)) sweepPruned(fs, agents, pruned);
    });
  });
}

/** Whether the state can be had from where the log is to begin: whoever asked may have been wrong. Throws `log.blob`. */
function isSound(fs: Fs, layout: Layout, { data: { throughSeq, hash, checkpoint } }: Pruned): boolean {
  if (throughSeq === 0) return true;
  return (
    checkpoint !== null && !("problem" in decodeCheckpoint(JSON.parse(loadText(fs, layout.log, checkpoint)), { seq: throughSeq, hash }))
  );
}

/** The event is durable, and what it lets go may lie there for a while: a failure here is no failure of the decision. */
function later(sweep: () => void): void {
  try {
    sweep();
  } catch (error) {
    if (!isFsError(error) && !(error instanceof MillraceError)) throw error;
  }
}
