import { join } from "node:path";
import type { World } from "../kernel/world.ts";
import { attemptFiles } from "../runners/attempt-files.ts";
import { readClaim } from "../runners/claim.ts";
import { runDirectory } from "../workspace/layout.ts";
import { attemptDirectory } from "./effects/attempt-directory.ts";
import { submit } from "./effects/submit.ts";
import type { Owned } from "./own-workspace.ts";

/**
 * Accounts for every attempt that still runs as lost, without touching its processes: this workspace is a copy, or was
 * moved, and they belong to the original. Checks under way have no event: what is left of them here is removed.
 */
export function abandonAttempts(world: Pick<World, "fs" | "proc">, { store, layout }: Owned): void {
  const { fs } = world;
  for (const run of [...store.state.runs.values()]) {
    const checks = join(layout.root, runDirectory(run.id), "checks");
    for (const name of fs.list(checks)) if (fs.facts(join(checks, name, attemptFiles.outcome)) === null) fs.removeTree(join(checks, name));
    if (run.attempt === null || !isClaimantAlive(world, join(layout.root, attemptDirectory(run.id, run.attempt.id)))) continue;
    const detail = "the workspace was copied or moved since; its processes belong to the original";
    submit(store, { type: "lostAttempt", run: run.id, attempt: run.attempt.id, failure: "supervisor_lost", detail, session: null });
  }
}

function isClaimantAlive({ proc }: Pick<World, "proc">, directory: string): boolean {
  const claim = readClaim(join(directory, attemptFiles.claim));
  return claim !== null && claim !== "unreadable" && proc.identify(claim.pid)?.started === claim.started;
}
