import { transition } from "xstate";
import { own } from "../own.ts";
import type { LoopContext } from "../vocabulary/context.ts";
import type { ItemOutcome } from "./definition.ts";
import type { FrozenLoop } from "./frozen-loop.ts";
import { legalTerminals } from "./legal-terminals.ts";
import type { CompiledLoop } from "./rebuild-loop.ts";

/** Where a run stands in its loop. */
export interface LoopPosition {
  readonly stage: string;
  readonly context: LoopContext;
}

export type LoopStarted =
  | { readonly ok: true; readonly at: LoopPosition }
  | { readonly ok: false; readonly code: "loop.no-entry"; readonly kinds: readonly string[] };

export type LoopNext =
  | { readonly type: "stage"; readonly at: LoopPosition }
  | {
      readonly type: "final";
      readonly state: string;
      readonly item: ItemOutcome;
      readonly reason: string;
      readonly context: LoopContext;
    };

export type LoopStepped =
  | { readonly ok: true; readonly next: LoopNext }
  | { readonly ok: false; readonly code: "loop.illegal-terminal" | "loop.unknown-stage"; readonly legal: readonly string[] };

/** The first position of a run over work of that kind. Counters are those the item kept from its earlier runs. */
export function startLoop(loop: FrozenLoop, kind: string, counters: Readonly<Record<string, number>> = {}): LoopStarted {
  const stage = own(loop.entries, kind);
  if (stage === undefined) return { ok: false, code: "loop.no-entry", kinds: Object.keys(loop.entries) };
  return { ok: true, at: { stage, context: { counters: { ...counters }, remembered: null } } };
}

/** Moves by one effective terminal, through any choices, to the next stage or to a final. About 50 microseconds. */
export function stepLoop(loop: CompiledLoop, at: LoopPosition, terminal: string): LoopStepped {
  if (!Object.hasOwn(loop.stages, at.stage)) return { ok: false, code: "loop.unknown-stage", legal: [] };
  const event = { type: terminal };
  const snapshot = loop.machine.resolveState({ value: at.stage, context: at.context });
  // XState ignores an event nobody handles without a word, so it is asked first.
  if (!snapshot.can(event)) return { ok: false, code: "loop.illegal-terminal", legal: legalTerminals(loop, at.stage) };
  const [next] = transition(loop.machine, snapshot, event);
  const context = next.context as unknown as LoopContext; // the only actions are the vocabulary's, which keep this shape
  const state = String(next.value);
  const config = own(loop.config.states, state);
  if (config && "output" in config) return { ok: true, next: { type: "final", state, ...config.output, context } };
  return { ok: true, next: { type: "stage", at: { stage: state, context } } };
}

/** The effective terminal when the runtime's checks fail after a claimed pass; null where that pass cannot be refuted. */
export function refutation(loop: FrozenLoop, stage: string, claimed: string): string | null {
  const rule = own(loop.stages, stage);
  if (!rule?.verifies || !rule.passes?.includes(claimed)) return null;
  return rule.refutesTo ?? null;
}
