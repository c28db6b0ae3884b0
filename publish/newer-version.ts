type Version = readonly [major: number, minor: number, patch: number, before: string];

/** One of `tags` that is a version as new as `name` or newer; null when there is none, or `name` is no version. */
export function newerVersion(name: string, tags: readonly string[]): string | null {
  const version = versionOf(name);
  if (version === null) return null;
  return tags.find((tag) => tag !== name && isAtLeast(versionOf(tag), version)) ?? null;
}

/** `v1.2.3` or `1.2.3`, with what stands before a release after a "-" (semver.org 2.0.0). */
function versionOf(text: string): Version | null {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3]), found[4] ?? ""];
}

function isAtLeast(one: Version | null, other: Version): boolean {
  if (one === null) return false;
  for (const at of [0, 1, 2] as const) if (one[at] !== other[at]) return one[at] > other[at];
  if (one[3] === "" || other[3] === "") return one[3] === "";
  return compareBefore(one[3].split("."), other[3].split(".")) >= 0;
}

/** Numbers below words, each in its own order; what is longer is newer. */
function compareBefore(one: readonly string[], other: readonly string[]): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [a, b] = [Number(part), Number(against)];
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    return Number.isNaN(a) ? (part < against ? -1 : 1) : a - b;
  }
  return one.length - other.length;
}
