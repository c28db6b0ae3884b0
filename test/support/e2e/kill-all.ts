import { signalTo } from "./signal-to.ts";
import type { Workspace } from "./workspace.ts";

/** All at one moment, as the power goes: frozen first, so that none sees another die. */
export function killAll(workspace: Workspace): void {
  const living = workspace.living();
  for (const name of ["SIGSTOP", "SIGKILL"] as const) for (const { pid } of living) signalTo(pid, name);
}
