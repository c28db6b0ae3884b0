import { maxIdLength } from "./ids.ts";

/** The slug itself, or the first of `slug-2`, `slug-3` … that is not taken. Gives a safe id when `slug` is one. */
export function nextFreeId(slug: string, taken: { has(id: string): boolean }): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const id = slug.slice(0, maxIdLength - suffix.length) + suffix;
    if (!taken.has(id)) return id;
  }
}
