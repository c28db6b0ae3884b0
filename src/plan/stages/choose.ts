import type { Origin } from "../config/origin.ts";
import type { BindingValues } from "../config/schema.ts";
import type { Layer } from "./layers.ts";

export interface Chosen<T> {
  value: T;
  origin: Origin;
  /** The layer that said it; null for the default. */
  layer: Layer | null;
}

/** The strongest layer's word on one key, or the default. */
export function choose<K extends keyof BindingValues, D>(
  layers: readonly Layer[],
  key: K,
  otherwise: { value: D; origin: Origin },
): Chosen<NonNullable<BindingValues[K]> | D> {
  const layer = layers.findLast(({ values }) => values[key] !== undefined);
  const value = layer?.values[key];
  if (!layer || value === undefined || value === null) return { ...otherwise, layer: null };
  return { value, origin: layer.originOf(key), layer };
}
