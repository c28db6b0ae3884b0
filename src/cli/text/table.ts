import type { Paper } from "./paper.ts";

/** A cell: its text, and a style that is put on after it was padded. */
export type Cell = string | { text: string; style: (text: string) => string };

/** Columns that the last one needs at least, to be worth a column. */
const LEAST = 10;

/** Columns that the last one is given, where another one gives. */
const ROOM = 16;
/** What a column that gives room keeps. */
const KEPT = 22;

/**
 * Aligned columns, two spaces apart. Line ends become spaces; on a terminal the last column is cut at its width, and where that is not enough
 * the one that `gives` too. Where there is no room for all columns, each row becomes a few lines: the first cell, and below it the others with their names.
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], paper: Paper, gives?: string): string[] {
  const all = [head.map((text): Cell => ({ text, style: paper.dim })), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(textOf(row[column])))));
  const before = (): number => widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  if (paper.columns !== null) {
    const least = Math.min(LEAST, widths.at(-1) ?? 0);
    const giving = gives === undefined ? -1 : head.indexOf(gives);
    const over = before() + Math.min(ROOM, widths.at(-1) ?? 0) - paper.columns;
    if (giving >= 0 && over > 0) widths[giving] = Math.max(Math.min(KEPT, widths[giving] ?? 0), (widths[giving] ?? 0) - over);
    if (before() + least > paper.columns) return blocks(head, rows, paper.columns, paper);
  }
  return all.map((row) => line(row, widths, paper).trimEnd());
}

function blocks(head: readonly string[], rows: readonly (readonly Cell[])[], columns: number, paper: Paper): string[] {
  const names = Math.max(0, ...head.slice(1).map(widthOf));
  return rows.flatMap((row) => [
    styled(row[0], cut(textOf(row[0]), columns)),
    ...row.slice(1).flatMap((cell, index) => {
      const text = cut(textOf(cell), Math.max(LEAST, columns - names - 4));
      return text === "" ? [] : [`  ${paper.dim((head[index + 1] ?? "").padEnd(names))}  ${styled(cell, text)}`.trimEnd()];
    }),
  ]);
}

function styled(cell: Cell | undefined, text: string): string {
  return cell === undefined || typeof cell === "string" || text === "" ? text : cell.style(text);
}

function line(row: readonly Cell[], widths: readonly number[], paper: Paper): string {
  let used = 0;
  return row
    .map((cell, column) => {
      const last = column === row.length - 1;
      const room = paper.columns === null ? Number.POSITIVE_INFINITY : Math.max(LEAST, paper.columns - used);
      const width = widths[column] ?? 0;
      const text = last ? cut(textOf(cell), room) : cut(textOf(cell), width).padEnd(width);
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
