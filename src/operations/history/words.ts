/** ` because <reason>`, or nothing. */
export function because(reason: string | null | undefined): string {
  return reason ? `, because: ${oneLine(reason)}` : "";
}

/** The first line of a text, cut at 200 characters. */
export function oneLine(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** The first 12 characters of a hash: enough to tell them apart. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

/** `1.2 s`, `850 ms`, `12 min`. */
export function took(millis: number): string {
  if (millis < 1000) return `${Math.round(millis)} ms`;
  return millis < 120_000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis / 60_000)} min`;
}
