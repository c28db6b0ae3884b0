import type { EventData } from "../../events/event.ts";
import type { PrunePlan } from "./plan-prune.ts";

type Counts = Pick<EventData<"log.pruned">, "segments" | "events" | "blobs" | "runs" | "receipts" | "refs" | "bytes">;

/** What goes, in numbers; `bytes` is what the workspace gets back, before its archive takes its own. */
export function countsOf({ choice, blobs, refs }: Pick<PrunePlan, "choice" | "blobs" | "refs">): Counts {
  const moved = blobs.filter((blob) => blob.moved);
  const sizes = [choice.segments, moved, choice.receipts, choice.runs.flatMap(({ files }) => files)];
  return {
    segments: choice.segments.length,
    events: choice.segments.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    blobs: moved.length,
    runs: choice.runs.length,
    receipts: choice.receipts.length,
    refs: refs.length,
    bytes: sizes.flat().reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
