import { assign, createMachine } from "xstate";
import { own } from "../own.ts";
import { actionEntries, guardEntries } from "../vocabulary/catalogue.ts";
import type { LoopContext } from "../vocabulary/context.ts";
import type { Params } from "../vocabulary/entry.ts";
import type { FrozenLoop } from "./frozen-loop.ts";

/** A frozen loop with its machine, ready to step. */
export interface CompiledLoop extends FrozenLoop {
  readonly machine: ReturnType<typeof build>;
}

export type Rebuilt =
  | { readonly ok: true; readonly loop: CompiledLoop }
  | { readonly ok: false; readonly code: "loop.unknown-vocabulary" | "loop.changed-vocabulary"; readonly entries: readonly string[] };

/**
 * Builds the XState machine of a frozen loop. Takes about a millisecond: the caller keeps the result.
 * Refuses a loop that names entries this code does not know (`loop.unknown-vocabulary`), or whose meaning
 * differs from what was frozen (`loop.changed-vocabulary`).
 */
export function rebuildLoop(frozen: FrozenLoop): Rebuilt {
  const keys = Object.keys(frozen.vocabulary);
  const unknown = keys.filter((key) => !guardEntries.has(key) && !actionEntries.has(key));
  if (unknown.length > 0) return { ok: false, code: "loop.unknown-vocabulary", entries: unknown };
  const changed = keys.filter((key) => (guardEntries.get(key) ?? actionEntries.get(key))?.fingerprint !== own(frozen.vocabulary, key));
  if (changed.length > 0) return { ok: false, code: "loop.changed-vocabulary", entries: changed };
  return { ok: true, loop: { ...frozen, machine: build(frozen) } };
}

interface Scope {
  readonly context: LoopContext;
}

function build(frozen: FrozenLoop) {
  const guards = [...guardEntries.values()].map(({ key, holds }) => [key, ({ context }: Scope, params: Params) => holds(context, params)]);
  const actions = [...actionEntries.values()].map(({ key, apply }) => [
    key,
    assign(({ context }: { context: LoopContext }, params: Params) => apply(context, params)),
  ]);
  const config = { ...frozen.config, options: { maxIterations: maxChoices } };
  // XState types its config from literals; ours is data, checked by `freezeLoop` and by the fingerprints above.
  return createMachine(config as never, { guards: Object.fromEntries(guards), actions: Object.fromEntries(actions) } as never);
}

/** Choices followed in one step before XState gives up: a loop that was never proved must not hang the owner. */
const maxChoices = 1000;
