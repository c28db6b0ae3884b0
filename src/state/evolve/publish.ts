import type { PublishPhase } from "../../../machines/runtime/publish.ts";
import type { EventOf } from "../../events/event.ts";
import type { PublishIntent } from "../publication.ts";
import type { State } from "../state.ts";

export function publishSyncing(state: State, event: EventOf<"publish.syncing">): void {
  intended(state, event, { type: "sync", staging: event.data.staging });
}

export function publishSynced(state: State, event: EventOf<"publish.synced">): void {
  const { source, listing, files } = event.data;
  const began = state.publication.intent?.time ?? state.time;
  settled(state, event);
  if (listing !== null) state.publication.synced = { at: event.seq, source, listing, files, began, ended: state.time };
}

export function publishChecked(state: State, event: EventOf<"publish.checked">): void {
  const { to, tree, base, branch, plan } = event.data;
  settled(state, event);
  state.publication.checked = { at: event.seq, ready: to === "ready", tree, base, branch, plan };
}

export function publishApproved(state: State, event: EventOf<"publish.approved">): void {
  const { tree, base, branch } = event.data;
  settled(state, event);
  state.publication.approved = { at: event.seq, tree, base, branch, by: event.actor };
}

export function publishCommitting(state: State, event: EventOf<"publish.committing">): void {
  const { plan, tree, parent, branch, signed } = event.data;
  intended(state, event, { type: "commit", plan, tree, parent, branch, signed });
}

export function publishCommitted(state: State, event: EventOf<"publish.committed">): void {
  const { outcome, commit, tree, branch } = event.data;
  settled(state, event);
  if (outcome !== "refused" && commit !== null) state.publication.committed = { at: event.seq, commit, tree, branch };
}

export function publishPushing(state: State, event: EventOf<"publish.pushing">): void {
  const { remote, ref, oid, expected } = event.data;
  intended(state, event, { type: "push", remote, ref, oid, expected });
}

export function publishPushed(state: State, event: EventOf<"publish.pushed">): void {
  const { outcome, remote, ref, oid } = event.data;
  if (outcome === "unknown") {
    moved(state, event);
    return;
  }
  settled(state, event);
  if (outcome !== "refused") state.publication.pushed = { at: event.seq, remote, ref, oid };
}

export function publishTagging(state: State, event: EventOf<"publish.tagging">): void {
  const { name, commit, signed } = event.data;
  intended(state, event, { type: "tag", name, commit, signed });
}

export function publishTagged(state: State, event: EventOf<"publish.tagged">): void {
  settled(state, event);
}

type Intended = EventOf<"publish.syncing" | "publish.committing" | "publish.pushing" | "publish.tagging">;
type Settled = EventOf<
  "publish.synced" | "publish.checked" | "publish.approved" | "publish.committed" | "publish.pushed" | "publish.tagged"
>;

function intended(state: State, event: Intended, step: PublishIntent): void {
  const { publication } = state;
  const { seq, data } = event;
  moved(state, event);
  publication.phase = data.to as PublishPhase;
  publication.intent = { at: seq, time: state.time, step, holder: data.holder };
}

function settled(state: State, event: Settled): void {
  moved(state, event);
  state.publication.intent = null;
}

function moved({ publication }: State, { seq, data }: Intended | Settled): void {
  publication.phase = data.to as PublishPhase;
  publication.changedAt = seq;
}
