import type { Edge } from "../edges.ts";
import { text } from "./escape.ts";
import { boxWidth, lineHeight } from "./measures.ts";
import type { Rail, Rows } from "./place-rows.ts";

interface Ink {
  line: string;
  fill: string;
  label: string;
}

const plain: Ink = { line: 'fill="none" stroke="#6b7280" stroke-width="1.2"', fill: "#6b7280", label: "#1f2937" };
const passed: Ink = { line: 'fill="none" stroke="#1d4ed8" stroke-width="2" class="taken"', fill: "#1d4ed8", label: "#1d4ed8" };

/** A move straight down to the next state. */
export function drawDown({ from, to, edge }: Rows["down"][number], x: number, taken: boolean): string {
  const ink = taken ? passed : plain;
  const words = edge.labels.map((label, index) => drawLabel(label, x + 8, from + lineHeight + index * lineHeight, "start", ink));
  return `<path d="M${x} ${from}V${to}" ${ink.line}/>${arrowHead(x, to, 0, 1, ink)}${words.join("")}`;
}

/**
 * All moves to one state on one side: a row from each source to the rail, and one arrow from the rail to the target. Those that
 * were taken are drawn over it, each from its source to the arrow.
 */
export function drawRail({ to, side, entryY, exits }: Rail, x: number, left: number, taken: ReadonlySet<Edge>): string {
  const wall = side === 1 ? left + boxWidth : left;
  const ys = [entryY, ...exits.map((exit) => exit.y)];
  const rows = exits.map(({ y, edge }) => {
    const ink = taken.has(edge) ? passed : plain;
    const words = edge.labels.map((label, index) => {
      const above = y - 3 - (edge.labels.length - 1 - index) * lineHeight;
      return drawLabel(label, wall + side * 7, above, side === 1 ? "start" : "end", ink);
    });
    return `<path d="M${wall} ${y}H${x}" ${plain.line}/><circle cx="${x}" cy="${y}" r="2.2" fill="${ink.fill}"/>${words.join("")}`;
  });
  const rail = `<path d="M${x} ${Math.min(...ys)}V${Math.max(...ys)}M${x} ${entryY}H${wall}" ${plain.line}/>`;
  const over = exits
    .filter(({ edge }) => taken.has(edge))
    .map(({ y }) => `<path d="M${wall} ${y}H${x}V${entryY}H${wall}" ${passed.line}/>${arrowHead(wall, entryY, -side, 0, passed)}`);
  return `<g data-to="${text(to)}">${rail}${arrowHead(wall, entryY, -side, 0, plain)}${rows.join("")}${over.join("")}</g>`;
}

function drawLabel(label: string, x: number, y: number, anchor: "start" | "end", ink: Ink): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${ink.label}">${text(label)}</text>`;
}

/** A triangle with its point at x, y, in the direction of travel. */
function arrowHead(x: number, y: number, dx: number, dy: number, ink: Ink): string {
  const [backX, backY] = [x - dx * 8, y - dy * 8];
  return `<path d="M${x} ${y}L${backX - dy * 4} ${backY - dx * 4}L${backX + dy * 4} ${backY + dx * 4}Z" fill="${ink.fill}"/>`;
}
