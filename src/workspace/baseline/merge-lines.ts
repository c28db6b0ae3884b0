/** The merge of two descendants of a text, by whole lines; null where both changed the same place differently. */
export function mergeLines(base: string, mine: string, theirs: string): string | null {
  const [from, left, right] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const [inLeft, inRight] = [matches(from, left), matches(from, right)];
  const merged: string[] = [];
  let [b, l, r] = [0, 0, 0];
  while (b < from.length || l < left.length || r < right.length) {
    if (b < from.length && inLeft[b] === l && inRight[b] === r) {
      merged.push(from[b] ?? "");
      [b, l, r] = [b + 1, l + 1, r + 1];
      continue;
    }
    // Up to the next line that all three have, something was changed: by one of them, by both alike, or in conflict.
    const end = nextCommon(from.length, b, inLeft, inRight);
    const [endLeft, endRight] = end === null ? [left.length, right.length] : [inLeft[end] ?? 0, inRight[end] ?? 0];
    const chosen = choose(from.slice(b, end ?? from.length), left.slice(l, endLeft), right.slice(r, endRight));
    if (chosen === null) return null;
    merged.push(...chosen);
    [b, l, r] = [end ?? from.length, endLeft, endRight];
  }
  return merged.join("");
}

function choose(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] | null {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  return same(base, mine) ? theirs : null;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function nextCommon(length: number, from: number, inLeft: readonly number[], inRight: readonly number[]): number | null {
  for (let index = from; index < length; index++) if (inLeft[index] !== -1 && inRight[index] !== -1) return index;
  return null;
}

/** Lines with their ends, so that a missing last line end is a difference too. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== "");
}

/** For each line of `a` the place of its partner in `b` by a longest common subsequence, -1 for none. */
function matches(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [down, right] = [longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0];
      longest[i * width + j] = a[i] === b[j] ? (longest[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  const partners: number[] = new Array(a.length).fill(-1);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) partners[i++] = j++;
    else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return partners;
}
