import type { Edge } from "../edges.ts";
import { boxGap, boxHeight, headHeight, lineHeight } from "./measures.ts";

/** 1 on the right, where moves lead down; -1 on the left, where they lead back. */
export type Side = 1 | -1;

/** The vertical half of a layout: boxes, and the rows at which moves leave and enter them. */
export interface Rows {
  readonly boxes: readonly { readonly name: string; readonly y: number; readonly height: number }[];
  readonly down: readonly { readonly from: number; readonly to: number; readonly edge: Edge }[];
  readonly rails: readonly Rail[];
}
export interface Rail {
  readonly to: string;
  readonly side: Side;
  /** The row at which the rail meets its target. */
  readonly entryY: number;
  readonly exits: readonly { readonly y: number; readonly edge: Edge }[];
}
type Draft = Rail & { entryY: number; exits: { y: number; edge: Edge }[] };

export function placeRows(order: readonly string[], edges: readonly Edge[]): Rows {
  const place = new Map(order.map((name, index) => [name, index]));
  const reach = (edge: Edge) => (place.get(edge.to) ?? 0) - (place.get(edge.from) ?? 0);
  const sides = {
    1: draftRails(
      1,
      edges.filter((edge) => reach(edge) > 1),
    ),
    [-1]: draftRails(
      -1,
      edges.filter((edge) => reach(edge) < 1),
    ),
  };
  const boxes: { name: string; y: number; height: number }[] = [];
  const down: { from: number; to: number; edge: Edge }[] = [];
  let y = headHeight;
  for (const name of order) {
    const height = Math.max(boxHeight, sides[1].place(name, y), sides[-1].place(name, y));
    boxes.push({ name, y, height });
    y += height;
    const next = edges.find((edge) => edge.from === name && reach(edge) === 1);
    const room = boxGap + (next?.labels.length ?? 0) * lineHeight;
    if (next) down.push({ from: y, to: y + room, edge: next });
    y += room;
  }
  return { boxes, down, rails: [...sides[1].rails, ...sides[-1].rails] };
}

/** The rails of one side, whose rows are found box by box. */
function draftRails(side: Side, edges: readonly Edge[]) {
  const targets = [...new Set(edges.map((edge) => edge.to))];
  const rails = targets.map((to): Draft => ({ to, side, entryY: 0, exits: [] }));
  /** Places the rows of a box that begins at `top`, and says how high it must be for them. */
  const place = (name: string, top: number): number => {
    let row = top + lineHeight;
    const entering = rails.find((rail) => rail.to === name);
    if (entering) {
      entering.entryY = row;
      row += lineHeight;
    }
    for (const edge of edges.filter(({ from }) => from === name)) {
      row += (edge.labels.length - 1) * lineHeight;
      rails.find(({ to }) => to === edge.to)?.exits.push({ y: row, edge });
      row += lineHeight;
    }
    return row - top;
  };
  return { rails, place };
}
