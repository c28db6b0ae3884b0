import type { Clock } from "../../kernel/ports/clock.ts";
import type { State } from "../../state/state.ts";
import type { Command } from "../decide/command.ts";
import type { Answer } from "../store.ts";

/** Who carries out the commands: the store of a brief owner, or the control of a working one. */
export interface Recipient {
  /** Looked at when an older envelope means what is active now. */
  state: State;
  clock: Pick<Clock, "wall">;
  apply(command: Command): Answer | Promise<Answer>;
}
