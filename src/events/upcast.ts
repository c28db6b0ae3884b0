/** Brings the data of an event from one version of its type to the next. Pure and total: it meets what old versions wrote. */
export type Upcaster = (data: unknown) => unknown;

/** Upcasters by `<type>@<tv>`: the entry turns version tv into tv + 1. */
export type Upcasters = ReadonlyMap<string, Upcaster>;

/** The upcasters of this version. Empty while every type is at its first version. */
export const upcasters: Upcasters = new Map();

/** Data of `type` at version `from` as version `to` would have written it; null when a step is missing. */
export function upcast(steps: Upcasters, type: string, from: number, to: number, data: unknown): { data: unknown } | null {
  let current = data;
  for (let version = from; version < to; version++) {
    const step = steps.get(`${type}@${version}`);
    if (!step) return null;
    current = step(current);
  }
  return { data: current };
}
