import assert from "node:assert/strict";
import type { CompiledPlan } from "../../src/engine/compiled-plan.ts";
import type { Command } from "../../src/engine/decide/command.ts";
import { decide } from "../../src/engine/decide.ts";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import type { AnyNewEvent } from "../../src/events/event.ts";
import type { Failure } from "../../src/kernel/errors/millrace-error.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import { evolve } from "../../src/state/evolve.ts";
import { initialState, type State } from "../../src/state/state.ts";
import { PLAN, shippedPlan } from "./shipped-plan.ts";

type Draft = Command extends infer C ? (C extends Command ? Omit<C, "id" | "actor"> : never) : never;

/** The functional core without a disk: commands go in, events come out and are folded. */
export class Core {
  readonly state: State = initialState();
  readonly plan: CompiledPlan;
  now = Date.parse("2026-11-20T10:00:00.000Z");
  #commands = 0;

  constructor(plan: CompiledPlan = shippedPlan()) {
    this.plan = plan;
    const loops = Object.fromEntries([...plan.loops].map(([id, { hash }]) => [id, hash]));
    this.does({ type: "adoptPlan", plan: PLAN, mode: plan.plan.mode, loops });
    this.does({ type: "moveRuntime", event: "STARTED", source: null, reason: null });
  }

  /** Decides a command; folds what happens. */
  tries(draft: Draft, actor: "operator" | "agent" = "operator"): { ok: true; events: AnyNewEvent[] } | { ok: false; failure: Failure } {
    const command = { ...draft, id: `test-${++this.#commands}`, actor } as Command;
    const law = { now: this.now, hash: sha256, plan: (hash: string) => (hash === PLAN ? this.plan : undefined) };
    const decision = decide(this.state, command, law);
    if (decision.ok) for (const event of decision.events) this.#fold(event, command.id);
    return decision;
  }

  /** As `tries`, for a command that must be taken. */
  does(draft: Draft): AnyNewEvent[] {
    const decision = this.tries(draft);
    assert.ok(decision.ok, `${draft.type} was refused: ${JSON.stringify(decision)}`);
    return decision.events;
  }

  /** As `tries`, for a command that must be refused with this code; nothing may change. */
  refuses(draft: Draft, code: string): Failure {
    const before = JSON.stringify([...this.state.items.values(), ...this.state.runs.values()]);
    const decision = this.tries(draft);
    assert.ok(!decision.ok, `${draft.type} was not refused`);
    assert.equal(decision.failure.code, code);
    assert.equal(JSON.stringify([...this.state.items.values(), ...this.state.runs.values()]), before);
    return decision.failure;
  }

  #fold(event: AnyNewEvent, command: string): void {
    const seq = this.state.seq + 1;
    const envelope = {
      v: 1,
      seq,
      batch: [1, 1],
      time: new Date(this.now).toISOString(),
      epoch: 1,
      durable: seq - 1,
      tv: 1,
      crit: true,
      command,
      hash: "",
    };
    evolve(this.state, JSON.parse(JSON.stringify({ ...envelope, ...event, cause: 0 })) as EventEnvelope);
  }
}
