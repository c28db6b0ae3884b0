import type { Branch, LoopMachine, LoopState } from "./definition.ts";

/** All branches of a state with their place in the loop's document. */
export function branchesOf<Extra>(name: string, state: LoopState<Extra>): { path: string; branch: Branch<Extra> }[] {
  return branchLists(name, state).flatMap(({ path, branches }) => branches.map((branch, index) => ({ path: `${path}[${index}]`, branch })));
}

/** The lists of branches of a state: one per terminal of a stage, one of a choice, none of a final. */
export function branchLists<Extra>(name: string, state: LoopState<Extra>): { path: string; branches: readonly Branch<Extra>[] }[] {
  const path = statePath(name, state);
  if ("always" in state) return [{ path, branches: state.always }];
  if (!("on" in state)) return [];
  return Object.entries(state.on).map(([terminal, branches]) => ({ path: `${path}.on.${terminal}`, branches }));
}

/** Where a state stands in the loop's document. */
export function statePath(name: string, state: LoopState<unknown>): string {
  if ("on" in state) return `stages.${name}`;
  return "always" in state ? `choices.${name}` : `finals.${name}`;
}

/** The same machine with every branch mapped. */
export function mapBranches<A, B>(machine: LoopMachine<A>, map: (branch: Branch<A>) => Branch<B>): LoopMachine<B> {
  const states: Record<string, LoopState<B>> = {};
  for (const [name, state] of Object.entries(machine.states)) states[name] = mapState(state, map);
  return { id: machine.id, initial: machine.initial, states };
}

function mapState<A, B>(state: LoopState<A>, map: (branch: Branch<A>) => Branch<B>): LoopState<B> {
  if ("always" in state) return { always: state.always.map(map) };
  if (!("on" in state)) return state;
  const on = Object.entries(state.on).map(([terminal, branches]): [string, Branch<B>[]] => [terminal, branches.map(map)]);
  return { on: Object.fromEntries(on) };
}
