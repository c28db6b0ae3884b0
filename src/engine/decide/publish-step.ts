import { type PublishEvent, publishMachine } from "../../../machines/runtime/publish.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import type { PublishFact } from "./publish-fact.ts";

/**
 * Takes one step of publishing. An outcome without its intent, an intent beside another, and a step that was decided on an
 * older look are refused.
 */
export function publishStep(state: State, command: CommandOf<"publishStep">): Decision {
  const { fact, after, actor } = command;
  const { phase, intent, changedAt: last } = state.publication;
  const event = eventOf(fact);
  const step = publishMachine.step(phase, event);
  if (!step.ok && intent !== null) return refuse("publish.under-way", { step: intent.step.type, pid: intent.holder.pid });
  if (!step.ok) return refuse("publish.not-legal", { phase, event, legal: step.legal });
  if (after !== null && after !== last) return refuse("publish.moved", { after, last });
  const data = { ...fact.data, from: phase, event, to: step.state };
  // The data of a fact is that of its event but for the move.
  return happen({ type: fact.type, actor, subject: "publish", cause: intent?.at ?? last, data } as AnyNewEvent);
}

function eventOf(fact: PublishFact): PublishEvent {
  switch (fact.type) {
    case "publish.syncing":
      return "SYNC_INTENDED";
    case "publish.synced":
      return fact.data.listing === null ? "SYNC_UNDONE" : "SYNCED";
    case "publish.checked":
      return fact.ready ? "READY" : "NOT_READY";
    case "publish.approved":
      return "APPROVED";
    case "publish.committing":
      return "COMMIT_INTENDED";
    case "publish.committed":
      return fact.data.outcome === "refused" ? "COMMIT_REFUSED" : "COMMITTED";
    case "publish.pushing":
      return "PUSH_INTENDED";
    case "publish.pushed":
      return fact.data.outcome === "unknown" ? "PUSH_UNKNOWN" : fact.data.outcome === "refused" ? "PUSH_REFUSED" : "PUSHED";
    case "publish.tagging":
      return "TAG_INTENDED";
    case "publish.tagged":
      return fact.data.outcome === "refused" ? "TAG_REFUSED" : "TAGGED";
  }
}
