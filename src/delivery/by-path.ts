/** Orders by path, by code unit: the same on every machine. */
export const byPath = (one: { path: string }, other: { path: string }): number =>
  one.path < other.path ? -1 : Number(one.path > other.path);
