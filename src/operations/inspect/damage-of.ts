import type { ReadEnd } from "../../log/read-log.ts";
import type { OperationContext } from "../context.ts";

/** How the log goes on behind what could be read, in words; null where nothing is behind it, or only what was never acknowledged. */
export function damageOf(end: ReadEnd): string | null {
  switch (end.kind) {
    case "corrupt":
      return `it is damaged from event ${end.seq} on: ${end.problem}`;
    case "newer":
      return `event ${end.seq} is of a newer version of Millrace (${end.type})`;
    case "unanchored":
      return end.problem;
    default:
      return null;
  }
}

/** Says that an answer is of a part of the log only. */
export function tellDamage(context: Pick<OperationContext, "progress">, end: ReadEnd): void {
  const damage = damageOf(end);
  if (damage !== null) context.progress({ type: "note", text: `The log is not known to its end: ${damage}; see millrace log verify` });
}
