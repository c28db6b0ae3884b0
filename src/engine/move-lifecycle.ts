import type { Owned } from "./own-workspace.ts";

/** Moves the runtime's lifecycle as the owner itself. A pause that still stands is in force again after the start. */
export function moveLifecycle({ store }: Owned, event: "STARTED" | "STOPPED"): void {
  const apply = (name: "STARTED" | "STOPPED" | "PAUSED"): void => {
    const id = `runtime:${name}:${store.state.seq}`;
    store.apply({ type: "moveRuntime", event: name, source: null, reason: null, id, actor: "runtime" });
  };
  apply(event);
  if (event === "STARTED" && store.state.pauses.size > 0 && store.state.lifecycle === "running") apply("PAUSED");
}
