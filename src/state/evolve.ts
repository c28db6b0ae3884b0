import type { EventEnvelope } from "../events/envelope.ts";
import type { EventName, EventOf } from "../events/event.ts";
import * as attempt from "./evolve/attempt.ts";
import * as command from "./evolve/command.ts";
import * as imported from "./evolve/imported.ts";
import * as intake from "./evolve/intake.ts";
import * as item from "./evolve/item.ts";
import * as outcome from "./evolve/outcome.ts";
import * as publish from "./evolve/publish.ts";
import * as run from "./evolve/run.ts";
import * as workspace from "./evolve/workspace.ts";
import type { State } from "./state.ts";

type Evolvers = { [Name in EventName]: ((state: State, event: EventOf<Name>) => void) | null };

/** What each event does to the state; null where it is only for readers. */
const evolvers: Evolvers = {
  "attempt.ended": attempt.attemptEnded,
  "attempt.lost": attempt.attemptLost,
  "attempt.requested": attempt.attemptRequested,
  "attempt.started": attempt.attemptStarted,
  "command.settled": command.commandSettled,
  "delivery.intended": outcome.deliveryIntended,
  "delivery.settled": outcome.deliverySettled,
  "intake.cleared": intake.intakeCleared,
  "intake.refused": intake.intakeRefused,
  "item.added": item.itemAdded,
  "item.approved": item.itemApproved,
  "item.imported": imported.itemImported,
  "item.moved": item.itemMoved,
  "item.placed": item.itemPlaced,
  "item.revised": item.itemRevised,
  "log.marked": null,
  "log.pruned": null,
  "log.redacted": item.logRedacted,
  "log.repaired": null,
  "log.salvaged": null,
  "owner.acquired": workspace.ownerAcquired,
  "owner.released": workspace.ownerReleased,
  "plan.compiled": workspace.planCompiled,
  "plan.rejected": workspace.planRejected,
  "policy.changed": workspace.policyChanged,
  "publish.checked": publish.publishChecked,
  "publish.approved": publish.publishApproved,
  "publish.committed": publish.publishCommitted,
  "publish.committing": publish.publishCommitting,
  "publish.pushed": publish.publishPushed,
  "publish.pushing": publish.publishPushing,
  "publish.synced": publish.publishSynced,
  "publish.syncing": publish.publishSyncing,
  "publish.tagged": publish.publishTagged,
  "publish.tagging": publish.publishTagging,
  "run.concluded": outcome.runConcluded,
  "run.finished": outcome.runFinished,
  "run.imported": imported.runImported,
  "run.moved": outcome.runMoved,
  "run.phase": run.runPhase,
  "run.prepared": run.runPrepared,
  "run.redacted": null,
  "run.started": run.runStarted,
  "run.undone": null,
  "run.verified": run.runVerified,
  "run.waiting": run.runWaiting,
  "runtime.moved": workspace.runtimeMoved,
  "text.redacted": null,
  "timer.fired": run.timerFired,
  "workspace.created": workspace.workspaceCreated,
  "workspace.imported": null,
};

const table = new Map(Object.entries(evolvers)) as Map<string, ((state: State, event: EventEnvelope) => void) | null>;

/**
 * Folds one event into the state, in place. Facts are facts: it never decides again, so old logs stay valid when the law
 * changes. Events of unknown types are passed over; the log has judged before whether they may be.
 */
export function evolve(state: State, event: EventEnvelope): void {
  state.seq = event.seq;
  state.time = Date.parse(event.time);
  table.get(event.type)?.(state, event);
  if (event.command !== undefined) acknowledge(state, event.command, event);
}

/** Remembers the answer to a command: a repetition gets the same. */
function acknowledge(state: State, id: string, { seq, subject }: EventEnvelope): void {
  const known = state.receipts.get(id);
  if (known) known.seq = seq;
  else state.receipts.set(id, { id, status: "applied", seq, subject, time: state.time });
}
