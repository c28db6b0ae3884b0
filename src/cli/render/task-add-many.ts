import type { OutputOf } from "../../operations/define-operation.ts";
import type { taskAddMany } from "../../operations/task-add-many.ts";

/** How many lines were settled how. */
export function renderTaskAddMany({ applied, pending, refused }: OutputOf<typeof taskAddMany>): string {
  return [`${applied} queued`, ...(pending > 0 ? [`${pending} pending`] : []), ...(refused > 0 ? [`${refused} refused`] : [])].join(", ");
}
