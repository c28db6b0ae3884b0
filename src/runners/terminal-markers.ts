const MARKER = /^###\s+([A-Z][A-Z0-9_]*)\s*$/;

/** The tokens of the `### TERMINAL` lines in a text, in order. */
export function terminalMarkers(text: string): string[] {
  return text.split("\n").flatMap((line) => MARKER.exec(line)?.[1] ?? []);
}
