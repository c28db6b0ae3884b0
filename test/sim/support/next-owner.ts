import { ownWorkspace } from "../../../src/engine/own-workspace.ts";
import { projectOwned } from "../../../src/engine/project-owned.ts";
import { takeInSettled } from "../../../src/engine/take-in-documents.ts";
import type { World } from "../../../src/kernel/world.ts";
import type { State } from "../../../src/state/state.ts";
import { documentDirectories } from "../../../src/workspace/directory-of.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { Life } from "./life.ts";
import { misplaced } from "./misplaced.ts";
import { SimLock } from "./sim-lock.ts";
import { SimTime, standstill } from "./sim-time.ts";

/** Of processes that only look what would become of things. */
const NUMBER = 1_000_000;

export interface NextOwner {
  /** The disk as that owner leaves it. */
  disk: FaultyFs;
  problems: string[];
}

/**
 * What the next owner would make of a disk as it is now, on a twin of it: with all that is derived deleted (invariant 2) or as a
 * crash left it (3), every document must lie in its one place again.
 */
export async function nextOwner(before: FaultyFs, root: string, derived: "deleted" | "kept"): Promise<NextOwner> {
  const disk = before.twin();
  const { agents, state } = layoutOf(root);
  if (derived === "deleted")
    for (const path of [...documentDirectories.map(({ path }) => `${agents}/${path}`), state]) disk.removeTree(path);
  const time = new SimTime();
  const ended = reconciled(new Life({ number: NUMBER, disk, time, lock: new SimLock() }).world(), root);
  let problems: string[] | null = null;
  ended.then(
    (state) => {
      problems = misplaced(disk, root, state).map((problem) => `after a crash, with what is derived ${derived}: ${problem}`);
    },
    (error: unknown) => {
      problems = [`after a crash, with what is derived ${derived}, nobody could take the workspace: ${error}`];
    },
  );
  do await standstill();
  while (problems === null && time.advance());
  return { disk, problems: problems ?? ["after a crash the next owner waits for what will never happen"] };
}

async function reconciled(world: World, root: string): Promise<State> {
  const owning = ownWorkspace(world, root, "command");
  if (owning.kind === "taken") throw new Error("the workspace is taken");
  const { owned } = owning;
  const projection = projectOwned(world, owned);
  await takeInSettled(world, owned, projection, { onNote: () => undefined, signal: new AbortController().signal });
  await owned.release("looked");
  return owned.store.state;
}
