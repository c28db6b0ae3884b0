import { count } from "./count.ts";
import { counterBelow } from "./counter-below.ts";
import type { ActionEntry, GuardEntry } from "./entry.ts";
import { forget } from "./forget.ts";
import { remember } from "./remember.ts";
import { remembered } from "./remembered.ts";
import { resetCounter } from "./reset-counter.ts";

/** The closed vocabulary. Entries are only ever added: a pinned loop must be rebuildable for ever. */
export const guardEntries: ReadonlyMap<string, GuardEntry> = byKey([counterBelow, remembered]);
export const actionEntries: ReadonlyMap<string, ActionEntry> = byKey([count, resetCounter, remember, forget]);

function byKey<T extends { readonly key: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}
