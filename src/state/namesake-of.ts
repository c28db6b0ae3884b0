/**
 * The id among these that is the same but for its case, or the very same; null when there is none. Some disks cannot tell files apart whose
 * names differ only so, and a workspace may be moved to one.
 */
export function namesakeOf(ids: { has(id: string): boolean; keys(): Iterable<string> }, id: string): string | null {
  if (ids.has(id)) return id;
  const folded = id.toLowerCase();
  for (const other of ids.keys()) if (other.length === id.length && other.toLowerCase() === folded) return other;
  return null;
}
