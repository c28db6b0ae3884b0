import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";
import type { AttemptRef } from "../contract/stage-dispatch.ts";
import { endTree } from "../end-tree.ts";
import { attemptState } from "./attempt-state.ts";
import { marksOf } from "./marks.ts";
import type { Local } from "./options.ts";

/** What a supervisor may need after the grace to end a tree and to write its outcome. */
const PATIENCE_MILLIS = 15_000;

/** One look is at one process: cheap beside what a person waits for. */
const LOOK_MILLIS = 16;

/** Ends an attempt and all of its processes: by its supervisor while it lives, else by their marks. */
export async function stopAttempt(local: Local, ref: AttemptRef, graceMillis: number): Promise<void> {
  const directory = join(local.root, ref.directory);
  local.fs.makeDirectory(directory);
  local.fs.write(join(directory, attemptFiles.stop), JSON.stringify({ graceMillis: Math.round(graceMillis) }));
  const before = attemptState(local, ref);
  // A stage may have suspended its supervisor: it then goes on, to end its tree and to say so.
  if (before.type === "running") for (const signal of ["TERM", "CONT"] as const) local.proc.signal(before.identity.pid, signal);

  const until = local.clock.monotonic() + graceMillis + PATIENCE_MILLIS;
  let state = before;
  for (let pause = 2; state.type === "running" && local.clock.monotonic() < until; pause = Math.min(pause * 2, LOOK_MILLIS)) {
    await local.clock.sleep(pause);
    state = attemptState(local, ref);
  }
  // A supervisor that does not answer (stopped, starved) would keep what it has: the tree first, then itself.
  if (state.type === "running") {
    await endTree(local.proc, local.clock, marksOf(local, ref), 0);
    local.proc.signal(state.identity.pid, "KILL");
  }
  await endTree(local.proc, local.clock, { ...marksOf(local, ref), supervisor: null }, graceMillis);
}
