import { itemMachine } from "../../../machines/runtime/item.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import type { Law } from "./law.ts";
import { clearedRefusal } from "./note-intake.ts";
import { refuseFields } from "./refuse-fields.ts";
import { unknownItem } from "./unknown-item.ts";

/** Takes a new revision of a queued or blocked item's document. The same bytes again change nothing. */
export function reviseItem(state: State, command: CommandOf<"reviseItem">, law: Law): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (!itemMachine.step(item.phase, "REVISED").ok) {
    return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "revise" });
  }
  const { actor, document, expect = null } = command;
  // What an item descends from bounds the work on it: a document that does not say it leaves it as it is.
  const fields = { ...command.fields, root: command.fields.root ?? item.fields.root };
  const cleared = clearedRefusal(state, command.settles, `it became a revision of "${item.id}"`, actor);
  const revision = law.hash(document);
  if (revision === item.revision) return happen(...cleared);
  if (expect !== null && !item.revision.startsWith(expect)) {
    return refuse("item.revised-meanwhile", { item: item.id, expected: expect, revision: item.revision });
  }
  const refused = refuseFields(state, item.id, fields);
  if (refused) return refused;
  const data = { revision, document, fields };
  return happen({ type: "item.revised", actor, subject: item.id, cause: item.changedAt, data }, ...cleared);
}
