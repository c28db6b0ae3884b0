import type { Paper } from "./paper.ts";

/** A cell: its text, and a style that is put on after it was padded. */
export type Cell = string | { text: string; style: (text: string) => string };

/** Aligned columns, two spaces apart. Line ends become spaces; on a terminal the last column is cut at its width. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], paper: Paper): string[] {
  const all = [head.map((text): Cell => ({ text, style: paper.dim })), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(textOf(row[column])))));
  return all.map((row) => line(row, widths, paper).trimEnd());
}

function line(row: readonly Cell[], widths: readonly number[], paper: Paper): string {
  let used = 0;
  return row
    .map((cell, column) => {
      const last = column === row.length - 1;
      const room = paper.columns === null ? Number.POSITIVE_INFINITY : Math.max(10, paper.columns - used);
      const text = last ? cut(textOf(cell), room) : textOf(cell).padEnd(widths[column] ?? 0);
      used += (widths[column] ?? 0) + 2;
      return typeof cell === "string" || cell.text === "" ? text : cell.style(text);
    })
    .join("  ");
}

function textOf(cell: Cell | undefined): string {
  return (typeof cell === "string" ? cell : (cell?.text ?? "")).replace(/\s*\n\s*/g, " ");
}

/** A text in at most `room` columns. */
export function cut(text: string, room: number): string {
  return widthOf(text) <= room ? text : `${[...text].slice(0, room - 1).join("")}…`;
}

const widthOf = (text: string): number => [...text].length;
