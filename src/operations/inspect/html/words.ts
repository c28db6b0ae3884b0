import { text as escaped } from "../../../../machines/loop/diagram/svg/escape.ts";

/** Makes texts fit for a page: secrets taken out, markup escaped. */
export interface Pen {
  text(value: string): string;
  /** Any data as indented JSON. */
  json(value: unknown): string;
}

export function penOf(redact: (text: string) => string): Pen {
  const text = (value: string): string => escaped(redact(value));
  return {
    text,
    json: (value) => text(JSON.stringify(value, (_, inner: unknown) => (typeof inner === "string" ? redact(inner) : inner), 2) ?? ""),
  };
}

/** A table; cells are markup already. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string): string => `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<div class="wide"><table><thead>${cells(head, "th")}</thead><tbody>${rows.map((row) => cells(row, "td")).join("\n")}</tbody></table></div>`;
}

/** `850 ms`, `12.3 s`, `3 min 05 s`, `2 h 14 min`. */
export function spell(millis: number): string {
  if (millis < 1000) return `${Math.round(millis)} ms`;
  const seconds = millis / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")} min`;
}
