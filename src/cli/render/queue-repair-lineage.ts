import type { OutputOf } from "../../operations/define-operation.ts";
import type { queueRepairLineage } from "../../operations/queue-repair-lineage.ts";
import type { Paper } from "../text/paper.ts";

/** What was changed or would be, and what cannot be told. */
export function renderQueueRepairLineage({ applied, repairs, doubts }: OutputOf<typeof queueRepairLineage>, paper: Paper): string {
  const verb = applied ? paper.green("changed") : paper.yellow("would change");
  return [
    ...repairs.map(({ item, from, to }) => `${verb}  ${item}: root ${from} → ${to}`),
    ...doubts.map(
      ({ item, root, why }) => `${paper.yellow("!")} ${item}: root ${root} ${why === "unknown" ? "is no item" : "leads back to itself"}`,
    ),
    ...(repairs.length === 0 && doubts.length === 0 ? ["Every root is as it should be."] : []),
    ...(!applied && repairs.length > 0 ? [paper.dim("millrace queue repair-lineage --apply")] : []),
  ].join("\n");
}
