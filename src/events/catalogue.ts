import { attemptEnded } from "./types/attempt-ended.ts";
import { attemptLost } from "./types/attempt-lost.ts";
import { attemptRequested } from "./types/attempt-requested.ts";
import { attemptStarted } from "./types/attempt-started.ts";
import { commandSettled } from "./types/command-settled.ts";
import { deliveryIntended } from "./types/delivery-intended.ts";
import { deliverySettled } from "./types/delivery-settled.ts";
import { intakeCleared } from "./types/intake-cleared.ts";
import { intakeRefused } from "./types/intake-refused.ts";
import { itemAdded } from "./types/item-added.ts";
import { itemApproved } from "./types/item-approved.ts";
import { itemImported } from "./types/item-imported.ts";
import { itemMoved } from "./types/item-moved.ts";
import { itemPlaced } from "./types/item-placed.ts";
import { itemRevised } from "./types/item-revised.ts";
import { logMarked } from "./types/log-marked.ts";
import { logPruned } from "./types/log-pruned.ts";
import { logRedacted } from "./types/log-redacted.ts";
import { logRepaired } from "./types/log-repaired.ts";
import { logSalvaged } from "./types/log-salvaged.ts";
import { ownerAcquired } from "./types/owner-acquired.ts";
import { ownerReleased } from "./types/owner-released.ts";
import { planCompiled } from "./types/plan-compiled.ts";
import { planRejected } from "./types/plan-rejected.ts";
import { policyChanged } from "./types/policy-changed.ts";
import { publishApproved } from "./types/publish-approved.ts";
import { publishChecked } from "./types/publish-checked.ts";
import { publishCommitted } from "./types/publish-committed.ts";
import { publishCommitting } from "./types/publish-committing.ts";
import { publishPushed } from "./types/publish-pushed.ts";
import { publishPushing } from "./types/publish-pushing.ts";
import { publishSynced } from "./types/publish-synced.ts";
import { publishSyncing } from "./types/publish-syncing.ts";
import { publishTagged } from "./types/publish-tagged.ts";
import { publishTagging } from "./types/publish-tagging.ts";
import { runConcluded } from "./types/run-concluded.ts";
import { runFinished } from "./types/run-finished.ts";
import { runImported } from "./types/run-imported.ts";
import { runMoved } from "./types/run-moved.ts";
import { runPhase } from "./types/run-phase.ts";
import { runPrepared } from "./types/run-prepared.ts";
import { runRedacted } from "./types/run-redacted.ts";
import { runStarted } from "./types/run-started.ts";
import { runUndone } from "./types/run-undone.ts";
import { runVerified } from "./types/run-verified.ts";
import { runWaiting } from "./types/run-waiting.ts";
import { runtimeMoved } from "./types/runtime-moved.ts";
import { textRedacted } from "./types/text-redacted.ts";
import { timerFired } from "./types/timer-fired.ts";
import { workspaceCreated } from "./types/workspace-created.ts";
import { workspaceImported } from "./types/workspace-imported.ts";

/** Every event type, at its newest version. Loading this loads zod: the fold uses the guards generated from it instead. */
export const eventTypes = {
  "attempt.ended": attemptEnded,
  "attempt.lost": attemptLost,
  "attempt.requested": attemptRequested,
  "attempt.started": attemptStarted,
  "command.settled": commandSettled,
  "delivery.intended": deliveryIntended,
  "delivery.settled": deliverySettled,
  "intake.cleared": intakeCleared,
  "intake.refused": intakeRefused,
  "item.added": itemAdded,
  "item.approved": itemApproved,
  "item.imported": itemImported,
  "item.moved": itemMoved,
  "item.placed": itemPlaced,
  "item.revised": itemRevised,
  "log.marked": logMarked,
  "log.pruned": logPruned,
  "log.redacted": logRedacted,
  "log.repaired": logRepaired,
  "log.salvaged": logSalvaged,
  "owner.acquired": ownerAcquired,
  "owner.released": ownerReleased,
  "plan.compiled": planCompiled,
  "plan.rejected": planRejected,
  "policy.changed": policyChanged,
  "publish.checked": publishChecked,
  "publish.approved": publishApproved,
  "publish.committed": publishCommitted,
  "publish.committing": publishCommitting,
  "publish.pushed": publishPushed,
  "publish.pushing": publishPushing,
  "publish.synced": publishSynced,
  "publish.syncing": publishSyncing,
  "publish.tagged": publishTagged,
  "publish.tagging": publishTagging,
  "run.concluded": runConcluded,
  "run.finished": runFinished,
  "run.imported": runImported,
  "run.moved": runMoved,
  "run.phase": runPhase,
  "run.prepared": runPrepared,
  "run.redacted": runRedacted,
  "run.started": runStarted,
  "run.undone": runUndone,
  "run.verified": runVerified,
  "run.waiting": runWaiting,
  "runtime.moved": runtimeMoved,
  "text.redacted": textRedacted,
  "timer.fired": timerFired,
  "workspace.created": workspaceCreated,
  "workspace.imported": workspaceImported,
};
