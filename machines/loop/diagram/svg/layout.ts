import type { FrozenLoop } from "../../frozen-loop.ts";
import type { Edge } from "../edges.ts";
import { stateOrder } from "../state-order.ts";
import { boxWidth, lineHeight, margin, railGap, textWidth } from "./measures.ts";
import { placeRows, type Rows, type Side } from "./place-rows.ts";
import { assignTracks } from "./tracks.ts";

/** Where everything is drawn, in pixels. */
export interface Layout extends Rows {
  readonly width: number;
  readonly height: number;
  /** Left edge of the column of boxes. */
  readonly left: number;
  /** The x of each rail, in the order of `rails`. */
  readonly railX: readonly number[];
}

/**
 * One column of boxes. Moves to the next box go straight down; others leave on the right when they lead down and on
 * the left when they lead back, each from a row of its own, to a rail shared by all moves to that target. Rows never
 * meet and rails are outside of all labels, so no text is crossed.
 */
export function layoutLoop(loop: FrozenLoop, edges: readonly Edge[]): Layout {
  const rows = placeRows(stateOrder(loop), edges);
  const right = measureSide(rows, 1);
  const left = measureSide(rows, -1);
  const column = margin + left.rails + left.labels;
  const railX = rows.rails.map((rail) => {
    const track = railGap * ((rail.side === 1 ? right : left).tracks.get(rail.to) ?? 0);
    return rail.side === 1 ? column + boxWidth + right.labels + track : column - left.labels - track;
  });
  const width = column + boxWidth + right.labels + right.rails + margin;
  const last = rows.boxes.at(-1);
  return { ...rows, width, height: (last ? last.y + last.height : 0) + margin + lineHeight, left: column, railX };
}

/** What one side needs: room for its labels, then a track for every rail. */
function measureSide({ rails, down }: Rows, side: Side): { labels: number; rails: number; tracks: ReadonlyMap<string, number> } {
  const here = rails.filter((rail) => rail.side === side);
  const tracks = assignTracks(here);
  const beside = here.flatMap((rail) => rail.exits.flatMap((exit) => exit.edge.labels.map(textWidth)));
  // Labels of the straight moves begin at the middle of the column and may stick out of it.
  const below = side === 1 ? down.flatMap((move) => move.edge.labels.map((label) => textWidth(label) - boxWidth / 2)) : [];
  const labels = Math.ceil(Math.max(0, ...beside, ...below)) + 20;
  return { labels, rails: here.length === 0 ? 0 : railGap * (Math.max(...tracks.values()) + 1), tracks };
}
