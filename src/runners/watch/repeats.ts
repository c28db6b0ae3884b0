import type { HarnessEvent } from "../harness/harness-event.ts";

/** Tells when an agent goes round in circles: what it does, in words, or null. */
export type Repeats = (event: HarnessEvent) => string | null;

const SHOWN_CHARACTERS = 200;

/**
 * Trips when the same tool call came `most` times in a row, or the same two calls in turn that often. What the agent says in
 * between does not count as something new; a change of a file whose content the harness does not tell always does.
 */
export function newRepeats(most: number): Repeats {
  let before = "";
  let beforeThat = "";
  let same = 1;
  let inTurn = 2;
  return (event) => {
    if (event.type !== "tool" && event.type !== "file") return null;
    const call = keyOf(event);
    same = call === before ? same + 1 : 1;
    inTurn = call === beforeThat ? inTurn + 1 : 2;
    const last = before;
    [beforeThat, before] = [before, call];
    if (same >= most) return `the same call ${same} times in a row: ${shown(call)}`;
    if (inTurn >= most * 2) return `the same two calls in turn, ${most} times: ${shown(last)} and ${shown(call)}`;
    return null;
  };
}

let changes = 0;

function keyOf(event: Extract<HarnessEvent, { type: "tool" | "file" }>): string {
  if (event.type === "tool") return `${event.name} ${event.input}`;
  return `${event.change} ${event.path} ${event.call ?? `change ${++changes}`}`;
}

function shown(call: string): string {
  return call.length > SHOWN_CHARACTERS ? `${call.slice(0, SHOWN_CHARACTERS)}…` : call;
}
