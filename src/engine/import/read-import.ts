import { hostname } from "node:os";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { World } from "../../kernel/world.ts";
import { listModes } from "../../plan/modes/list-modes.ts";
import { adapterNames } from "../../runners/adapters.ts";
import type { OlderPlace } from "../../workspace/import/older-workspace.ts";
import { readOlder } from "../../workspace/import/read-older.ts";
import type { ImportPlan } from "./import-plan.ts";
import { planImport } from "./plan-import.ts";

/**
 * Reads an older workspace and says what bringing it over would do. Changes nothing. Throws `upgrade.still-running` when
 * its runtime is alive on this machine, `upgrade.unreadable` when the disk refuses its tree.
 */
export async function readImport(world: World, place: OlderPlace): Promise<ImportPlan> {
  try {
    const older = readOlder(world.fs, place);
    const { owner } = older;
    // A process id of another machine says nothing here.
    if (owner !== null && owner.host === hostname() && world.proc.identify(owner.pid) !== null) {
      throw new MillraceError("upgrade.still-running", { line: place.line, ...owner });
    }
    const modes = listModes(world.fs, place.root).map(({ id }) => id);
    return await planImport(older, { runners: adapterNames, modes });
  } catch (error) {
    if (error instanceof MillraceError || !isFsError(error)) throw error;
    throw new MillraceError("upgrade.unreadable", { path: place.tree, problem: error.message }, error);
  }
}
