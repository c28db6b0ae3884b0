import type { FrozenLoop } from "../frozen-loop.ts";

/**
 * The states as a reader expects them: each work kind's way through the loop, corrections before success and both
 * before failure, then the finals. Depends on what the loop says, not on the order of its keys.
 */
export function stateOrder(loop: FrozenLoop): string[] {
  const order = new Set<string>();
  const visit = (name: string): void => {
    if (order.has(name)) return;
    order.add(name);
    for (const target of targets(loop, name)) visit(target);
  };
  for (const kind of Object.keys(loop.entries).sort()) visit(loop.entries[kind] ?? "");
  for (const name of Object.keys(loop.config.states).sort()) visit(name);
  const isFinal = (name: string) => "type" in (loop.config.states[name] ?? {});
  return [...[...order].filter((name) => !isFinal(name)), ...[...order].filter(isFinal)];
}

function targets(loop: FrozenLoop, name: string): string[] {
  const state = loop.config.states[name];
  if (!state || "type" in state) return [];
  if ("always" in state) return state.always.map((branch) => branch.target);
  const rule = loop.stages[name];
  const rank = (terminal: string) => ["followup_needed", "success"].indexOf(rule?.resultClass[terminal] ?? "") + 1 || 3;
  const ranked = (rule?.terminals ?? []).flatMap((terminal) =>
    (state.on[terminal] ?? []).map((branch, index) => ({ target: branch.target, rank: index === 0 ? rank(terminal) : 3 })),
  );
  return ranked.sort((a, b) => a.rank - b.rank).map(({ target }) => target);
}
