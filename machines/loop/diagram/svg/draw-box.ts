import type { ItemOutcome } from "../../definition.ts";
import type { FrozenLoop } from "../../frozen-loop.ts";
import { text } from "./escape.ts";
import { boxWidth } from "./measures.ts";
import type { Rows } from "./place-rows.ts";

const finalFill: Readonly<Record<ItemOutcome, string>> = { done: "#dcfce7", blocked: "#fee2e2", handoff: "#fef3c7" };

/** A state: a stage is solid, a choice dashed, a final filled by what becomes of the item, the live one bold and blue. */
export function drawBox(
  loop: FrozenLoop,
  { name, y, height }: Rows["boxes"][number],
  x: number,
  live: boolean,
  visits: readonly number[] = [],
): string {
  const state = loop.config.states[name];
  const passed = visits.length > 0;
  const fill = live ? "#dbeafe" : state && "output" in state ? finalFill[state.output.item] : "#f9fafb";
  const stroke = live
    ? 'stroke="#1d4ed8" stroke-width="4"'
    : passed
      ? 'stroke="#1d4ed8" stroke-width="2"'
      : 'stroke="#374151" stroke-width="1.2"';
  const dashed = state && "always" in state ? ' stroke-dasharray="5 4"' : "";
  const radius = state && "type" in state ? 18 : 6;
  const middle = x + boxWidth / 2;
  const note = noteOf(loop, name);
  const center = y + height / 2;
  return [
    `<g data-state="${text(name)}"${live ? ' class="live"' : ""}>`,
    `<rect x="${x}" y="${y}" width="${boxWidth}" height="${height}" rx="${radius}" fill="${fill}" ${stroke}${dashed}/>`,
    `<text x="${middle}" y="${note === "" ? center + 4 : center - 2}" text-anchor="middle" font-size="13" font-weight="bold" fill="#111827">${text(name)}</text>`,
    ...(note === ""
      ? []
      : [`<text x="${middle}" y="${center + 13}" text-anchor="middle" font-size="10" fill="#6b7280">${text(note)}</text>`]),
    ...(visits.length === 0 ? [] : [drawVisits(visits, x + boxWidth - radius, y + 11)]),
    "</g>",
  ].join("");
}

/** At which places of its path a run was here. */
function drawVisits(visits: readonly number[], x: number, y: number): string {
  return `<text x="${x}" y="${y}" text-anchor="end" font-size="10" fill="#1d4ed8" class="visits">${visits.join(", ")}</text>`;
}

/** What is special about a state, under its name. */
function noteOf(loop: FrozenLoop, name: string): string {
  const state = loop.config.states[name];
  if (state && "output" in state) return state.output.reason;
  const kinds = Object.keys(loop.entries).filter((kind) => loop.entries[kind] === name);
  const entry = kinds.length > 0 ? [`entry of ${kinds.sort().join(", ")}`] : [];
  return [...entry, ...(loop.stages[name]?.verifies ? ["verifies"] : [])].join(", ");
}
