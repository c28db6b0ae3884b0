/** A vertical stretch: from the highest to the lowest of an entry and its exits. */
interface Stretch {
  readonly to: string;
  readonly entryY: number;
  readonly exits: readonly { readonly y: number }[];
}

/** A track for each rail, counted outward from the boxes, such that no two on one track overlap. Short rails stay near. */
export function assignTracks(rails: readonly Stretch[]): Map<string, number> {
  const spans = rails.map(({ to, entryY, exits }) => {
    const ys = [entryY, ...exits.map((exit) => exit.y)];
    return { to, top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  spans.sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.top - b.top);
  const taken: { top: number; bottom: number }[][] = [];
  const tracks = new Map<string, number>();
  for (const span of spans) {
    const free = taken.findIndex((track) => track.every((other) => other.bottom + 4 < span.top || span.bottom + 4 < other.top));
    const track = free === -1 ? taken.length : free;
    taken[track] = [...(taken[track] ?? []), span];
    tracks.set(span.to, track);
  }
  return tracks;
}
