import { text } from "./escape.ts";
import { boxWidth, lineHeight } from "./measures.ts";
import type { Rail, Rows } from "./place-rows.ts";

const line = 'fill="none" stroke="#6b7280" stroke-width="1.2"';
const labelFill = "#1f2937";

/** A move straight down to the next state. */
export function drawDown({ from, to, labels }: Rows["down"][number], x: number): string {
  const words = labels.map((label, index) => drawLabel(label, x + 8, from + lineHeight + index * lineHeight, "start"));
  return `<path d="M${x} ${from}V${to}" ${line}/>${arrowHead(x, to, 0, 1)}${words.join("")}`;
}

/** All moves to one state on one side: a row from each source to the rail, and one arrow from the rail to the target. */
export function drawRail({ to, side, entryY, exits }: Rail, x: number, left: number): string {
  const wall = side === 1 ? left + boxWidth : left;
  const ys = [entryY, ...exits.map((exit) => exit.y)];
  const rows = exits.map(({ y, labels }) => {
    const words = labels.map((label, index) => {
      const above = y - 3 - (labels.length - 1 - index) * lineHeight;
      return drawLabel(label, wall + side * 7, above, side === 1 ? "start" : "end");
    });
    return `<path d="M${wall} ${y}H${x}" ${line}/><circle cx="${x}" cy="${y}" r="2.2" fill="#6b7280"/>${words.join("")}`;
  });
  const rail = `<path d="M${x} ${Math.min(...ys)}V${Math.max(...ys)}M${x} ${entryY}H${wall}" ${line}/>`;
  return `<g data-to="${text(to)}">${rail}${arrowHead(wall, entryY, -side, 0)}${rows.join("")}</g>`;
}

function drawLabel(label: string, x: number, y: number, anchor: "start" | "end"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${labelFill}">${text(label)}</text>`;
}

/** A triangle with its point at x, y, in the direction of travel. */
function arrowHead(x: number, y: number, dx: number, dy: number): string {
  const [backX, backY] = [x - dx * 8, y - dy * 8];
  return `<path d="M${x} ${y}L${backX - dy * 4} ${backY - dx * 4}L${backX + dy * 4} ${backY + dx * 4}Z" fill="#6b7280"/>`;
}
