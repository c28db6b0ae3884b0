import { own } from "../own.ts";

/** The states of a machine without context, as XState reads them; `on` leads by event to the next state. */
export interface RuntimeStates {
  readonly [state: string]: { readonly on: Readonly<Record<string, string>> } | { readonly type: "final" };
}

type EventOf<State> = State extends { readonly on: infer On } ? keyof On & string : never;
export type StateNames<S extends RuntimeStates> = keyof S & string;
export type EventNames<S extends RuntimeStates> = { [K in keyof S]: EventOf<S[K]> }[keyof S];

export type Stepped<State extends string> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly legal: readonly string[] };

export interface RuntimeMachine<State extends string, Event extends string> {
  readonly id: string;
  readonly initial: State;
  readonly states: readonly State[];
  readonly events: readonly Event[];
  /** The next state, or the events that would be legal. */
  readonly step: (state: State, event: Event) => Stepped<State>;
  /** The events that are legal in a state; none in a final one. */
  readonly legal: (state: State) => readonly Event[];
}

/**
 * Makes the stepper of one of the runtime's own machines. They are stepped several times a tick and in every command
 * line, so the states themselves are the table, and XState is not even loaded: a test proves that it steps alike for
 * every state and event.
 */
export function runtimeMachine<const S extends RuntimeStates>(
  id: string,
  initial: StateNames<S>,
  states: S,
): RuntimeMachine<StateNames<S>, EventNames<S>> {
  type State = StateNames<S>;
  type Event = EventNames<S>;
  const handlers = (state: State): Readonly<Record<string, string>> => {
    const found = own<RuntimeStates[string]>(states, state);
    return found && "on" in found ? found.on : {};
  };
  const legal = (state: State) => Object.keys(handlers(state)) as Event[];
  const step = (state: State, event: Event): Stepped<State> => {
    const next = own(handlers(state), event);
    return next === undefined ? { ok: false, legal: legal(state) } : { ok: true, state: next as State };
  };
  const names = Object.keys(states) as State[];
  return { id, initial, states: names, events: [...new Set(names.flatMap(legal))], step, legal };
}
