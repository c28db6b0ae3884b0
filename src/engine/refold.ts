import type { Fs } from "../kernel/ports/fs.ts";
import { readLog } from "../log/read-log.ts";
import type { State } from "../state/state.ts";
import { foundation } from "./load-state.ts";

/**
 * Makes a state what the log says now: after texts were taken out of it. Whoever holds the state, or an item or a run of it, holds
 * the new one.
 */
export function refold(fs: Fs, directory: string, state: State): void {
  const { state: fresh, fold } = foundation(fs, directory, { whole: true });
  readLog({ fs, directory, onEvent: fold });
  for (const [name, value] of Object.entries(fresh)) {
    const held = state[name as keyof State] as unknown;
    if (held instanceof Map && value instanceof Map) take(held, value);
    else Object.assign(state, { [name]: value });
  }
}

function take(held: Map<string, object>, fresh: Map<string, object>): void {
  const before = new Map(held);
  held.clear();
  for (const [key, value] of fresh) held.set(key, replaced(before.get(key), value));
}

/** The object that was held, with the members of the other. */
function replaced(held: object | undefined, fresh: object): object {
  if (!held) return fresh;
  for (const name of Object.keys(held)) if (!(name in fresh)) Reflect.deleteProperty(held, name);
  return Object.assign(held, fresh);
}
