import { submit } from "./effects/submit.ts";
import type { Owned } from "./own-workspace.ts";

/**
 * Accounts for every attempt under way as lost, without looking at its processes: this workspace is a copy, or was moved,
 * and those processes belong to the original.
 */
export function abandonAttempts({ store }: Owned): void {
  for (const run of [...store.state.runs.values()]) {
    if (run.attempt === null) continue;
    const detail = "the workspace was copied or moved since; its processes belong to the original";
    submit(store, { type: "lostAttempt", run: run.id, attempt: run.attempt.id, failure: "supervisor_lost", detail });
  }
}
