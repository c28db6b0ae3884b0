import type { FrozenLoop } from "../../frozen-loop.ts";
import { edgesOf } from "../edges.ts";
import { limitsText } from "../limits-text.ts";
import type { LiveState } from "../live-state.ts";
import { takenEdges } from "../taken-edges.ts";
import { drawBox } from "./draw-box.ts";
import { drawDown, drawRail } from "./draw-moves.ts";
import { text } from "./escape.ts";
import { layoutLoop } from "./layout.ts";
import { boxWidth } from "./measures.ts";

/** The loop as one SVG document, without script, style sheet or outside reference; the live state and the way to it are marked. */
export function loopSvg(loop: FrozenLoop, live: LiveState | null = null): string {
  const edges = edgesOf(loop);
  const taken = takenEdges(loop, edges, live?.path ?? []);
  const layout = layoutLoop(loop, edges);
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const { left } = layout;
  const limits = limitsText(loop, live);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, monospace" font-size="11">`,
    `<title>${text(`${loop.id} version ${loop.version}`)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="26" font-size="15" font-weight="bold" fill="#111827">${text(`${loop.id} version ${loop.version}`)}</text>`,
    `<text x="${left}" y="46" fill="#6b7280">${text(limits)}</text>`,
    ...layout.rails.map((rail, index) => drawRail(rail, layout.railX[index] ?? 0, left, taken)),
    ...layout.down.map((move) => drawDown(move, left + boxWidth / 2, taken.has(move.edge))),
    ...layout.boxes.map((box) => drawBox(loop, box, left, live?.stage === box.name, visitsOf(live, box.name))),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/** The places, from 1, at which a state stands in the path. */
function visitsOf(live: LiveState | null, name: string): number[] {
  return (live?.path ?? []).flatMap((state, index) => (state === name ? [index + 1] : []));
}
