import type { State } from "../state/state.ts";
import { addItem } from "./decide/add-item.ts";
import { approveItem } from "./decide/approve-item.ts";
import { archiveItems } from "./decide/archive-items.ts";
import { adoptPlan, changePolicy, rejectPlan } from "./decide/change-plan.ts";
import { claimNext } from "./decide/claim-next.ts";
import type { Command, CommandOf } from "./decide/command.ts";
import type { Decision } from "./decide/decision.ts";
import { intendDelivery, settleDelivery } from "./decide/deliver.ts";
import { cancelItem, removeItem } from "./decide/end-item.ts";
import { endedAttempt } from "./decide/ended-attempt.ts";
import { failRun } from "./decide/fail-run.ts";
import type { Law } from "./decide/law.ts";
import { lostAttempt } from "./decide/lost-attempt.ts";
import { moveRuntime } from "./decide/move-runtime.ts";
import { noteIntake } from "./decide/note-intake.ts";
import { placeItems } from "./decide/place-items.ts";
import { fireTimer, preparedRun } from "./decide/prepared-run.ts";
import { pruneLog } from "./decide/prune-log.ts";
import { publishStep } from "./decide/publish-step.ts";
import { redactEvents } from "./decide/redact-events.ts";
import { reload } from "./decide/reload.ts";
import { repairLineage } from "./decide/repair-lineage.ts";
import { requestAttempt } from "./decide/request-attempt.ts";
import { retryItem, unblockItem } from "./decide/requeue-item.ts";
import { resolveIncident } from "./decide/resolve-incident.ts";
import { resolveRun } from "./decide/resolve-run.ts";
import { retargetDependency } from "./decide/retarget-dependency.ts";
import { reviseItem } from "./decide/revise-item.ts";
import { startedAttempt } from "./decide/started-attempt.ts";
import { verifiedRun } from "./decide/verified-run.ts";

type Deciders = { [Type in Command["type"]]: (state: State, command: CommandOf<Type>, law: Law) => Decision };

const deciders: Deciders = {
  addItem,
  adoptPlan,
  approveItem,
  archiveItems,
  cancelItem,
  changePolicy,
  claimNext,
  endedAttempt,
  failRun,
  fireTimer,
  intendDelivery,
  lostAttempt,
  moveRuntime,
  noteIntake,
  placeItems,
  preparedRun,
  publishStep,
  redactEvents,
  pruneLog,
  rejectPlan,
  reload,
  removeItem,
  requestAttempt,
  repairLineage,
  resolveIncident,
  resolveRun,
  retargetDependency,
  retryItem,
  reviseItem,
  settleDelivery,
  startedAttempt,
  unblockItem,
  verifiedRun,
};

/** Decides what a command makes happen, or why nothing does. Pure: the same state, command and law give the same answer. */
export function decide(state: State, command: Command, law: Law): Decision {
  const decider = deciders[command.type] as (state: State, command: Command, law: Law) => Decision;
  return decider(state, command, law);
}
