/**
 * A commit's message: free text, then the trailers as a paragraph of their own. Only the last paragraph of a message holds
 * trailers, so the free text cannot forge one.
 */
export function withTrailers(message: string, trailers: readonly (readonly [string, string])[]): string {
  const lines = trailers.map(([key, value]) => {
    if (!/^[A-Za-z0-9-]+$/.test(key) || !/^[^\p{Cc}]+$/u.test(value)) throw new RangeError(`Cannot write the trailer "${key}: ${value}"`);
    return `${key}: ${value}\n`;
  });
  const text = message
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
  return `${text || "Millrace"}\n\n${lines.join("")}`;
}

/** The values of a trailer in a message, in order. */
export function trailerValues(message: string, key: string): string[] {
  const last =
    message
      .trimEnd()
      .split(/\n[ \t]*\n/)
      .at(-1) ?? "";
  const start = `${key}: `;
  return last
    .split("\n")
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length).trim());
}
