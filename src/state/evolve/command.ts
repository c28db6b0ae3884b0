import type { EventOf } from "../../events/event.ts";
import type { Receipt, State } from "../state.ts";

export function commandSettled(state: State, event: EventOf<"command.settled">): void {
  const { status, code, values } = event.data;
  if (event.command === undefined) return;
  const receipt: Receipt = { id: event.command, status, seq: event.seq, subject: null, time: state.time };
  state.receipts.set(event.command, code === null ? receipt : { ...receipt, code, values });
}
