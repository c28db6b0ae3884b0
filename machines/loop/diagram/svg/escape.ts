const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that is safe between tags and in attributes of an SVG. */
export function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
