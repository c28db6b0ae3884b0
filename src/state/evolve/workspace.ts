import type { EventOf } from "../../events/event.ts";
import type { State } from "../state.ts";

export function workspaceCreated(state: State, event: EventOf<"workspace.created">): void {
  state.workspace = { id: event.data.id, name: event.data.name };
}

export function ownerAcquired(state: State, event: EventOf<"owner.acquired">): void {
  const { role, pid, started } = event.data;
  state.epoch = event.epoch;
  state.owner = { role, pid, started, since: event.seq };
  forgetOldReceipts(state);
}

export function ownerReleased(state: State): void {
  state.owner = null;
}

export function runtimeMoved(state: State, event: EventOf<"runtime.moved">): void {
  const { to, event: name, reason, source } = event.data;
  state.lifecycle = to as State["lifecycle"];
  if (source === null) return;
  if (name === "PAUSED") state.pauses.set(source, { source, reason, since: event.seq });
  if (name === "RESUMED") state.pauses.delete(source);
}

export function policyChanged(state: State, event: EventOf<"policy.changed">): void {
  state.policy = event.data.policy;
}

export function planCompiled(state: State, event: EventOf<"plan.compiled">): void {
  const { plan, mode, chosenBy } = event.data;
  state.plan = { hash: plan, mode, ...(chosenBy === undefined ? {} : { chosenBy }), at: event.seq };
  state.planProblems = [];
}

export function planRejected(state: State, event: EventOf<"plan.rejected">): void {
  state.planProblems = event.data.problems;
}

const RECEIPTS_KEPT_MILLIS = 30 * 24 * 60 * 60 * 1000;

function forgetOldReceipts(state: State): void {
  for (const [id, receipt] of state.receipts) {
    if (state.time - receipt.time > RECEIPTS_KEPT_MILLIS) state.receipts.delete(id);
  }
}
