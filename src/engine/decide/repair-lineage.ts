import type { AnyNewEvent } from "../../events/event.ts";
import { lineageOf } from "../../state/lineage.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";

/** Makes queued and blocked items name the root that they really descend from. Their documents stay as they are. */
export function repairLineage(state: State, command: CommandOf<"repairLineage">): Decision {
  const { repairs } = lineageOf(state.items, command.root);
  return happen(
    ...repairs.flatMap(({ item: id, to }): AnyNewEvent[] => {
      const item = state.items.get(id);
      if (!item || item.document === null) return [];
      const { revision, document, held } = item;
      const data = { revision, document, fields: { ...item.fields, root: to }, held };
      return [{ type: "item.revised", actor: command.actor, subject: id, cause: item.changedAt, data }];
    }),
  );
}
