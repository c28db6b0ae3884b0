import { readEvents } from "../../engine/read-events.ts";
import { anchorText, anchorTrailer } from "../../log/commit-anchor.ts";
import type { OperationContext } from "../context.ts";

/** The trailer by which a commit names a line of the log. */
export function anchorAt(context: OperationContext, seq: number): readonly [string, string] {
  let hash = "";
  readEvents(context.world, context.root(), {
    to: seq,
    onEvent(event) {
      if (event.seq === seq) hash = event.hash;
    },
  });
  return [anchorTrailer, anchorText({ seq, hash })];
}
