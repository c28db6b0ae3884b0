import type { Figure } from "./figure.ts";
import { digits } from "./statistics.ts";
import { verdictOf } from "./verdict.ts";

/** The table that people read: what, measured, floor or bar, verdict, and a second line with whatever else is worth seeing. */
export function renderTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.what, `${digits(figure.measured)} ${figure.unit}`, against(figure), verdictOf(figure).text]);
  const head = ["what", "measured", "floor or bar", "verdict"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const body = rows.flatMap((row, at) => {
    const detail = figures[at]?.detail;
    return detail === undefined ? [line(row)] : [line(row), `    ${detail}`];
  });
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}

function against({ measured, bar, floor, unit }: Figure): string {
  const ratio = floor && bar.type !== "share" ? ` (${digits(measured / floor.value)} × it)` : "";
  const beside = floor ? `${floor.what}: ${digits(floor.value)} ${unit}${ratio}` : "";
  switch (bar.type) {
    case "least":
      return [`≥ ${digits(bar.value)} ${unit}`, beside].filter(Boolean).join("; ");
    case "most":
      return [`≤ ${digits(bar.value)} ${unit}`, beside].filter(Boolean).join("; ");
    case "share":
      return `≥ ${Math.round(bar.least * 100)} % of ${beside}`;
    case "none":
      return beside || "–";
  }
}
