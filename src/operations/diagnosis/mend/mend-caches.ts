import { join } from "node:path";
import { readEvents } from "../../../engine/read-events.ts";
import { MillraceError } from "../../../kernel/errors/millrace-error.ts";
import type { World } from "../../../kernel/world.ts";
import { listSegments, snapshotDirectory } from "../../../log/layout.ts";
import { repairLog } from "../../../log/repair-log.ts";
import { listSnapshots } from "../../../log/snapshot.ts";
import { suspicion } from "../../../workspace/index/index-files.ts";
import { layoutOf } from "../../../workspace/layout.ts";
import { mended, notMended, type Repair } from "./repair.ts";

/** What was mended, and whether the log can be folded to its end, without which nothing else can be made anew. */
export interface MendedCaches {
  repairs: Repair[];
  sound: boolean;
}

/**
 * Throws away what is only kept for speed, so that the next owner makes it from the log itself. The caller holds the owner lock.
 * A corrupt log is salvaged only when asked.
 */
export async function mendCaches(world: World, root: string, { repair }: { repair: boolean }): Promise<MendedCaches> {
  const { fs, clock } = world;
  const layout = layoutOf(root);
  const repairs: Repair[] = [];
  if (listSegments(fs, layout.log).length === 0 && !repair) {
    const note = "there is none; a repair may have been interrupted";
    return { repairs: [notMended("log", note, "millrace doctor --fix --repair-log")], sound: false };
  }
  const { end } = readEvents(world, root, { onEvent: () => undefined });
  if (end.kind === "newer")
    return { repairs: [notMended("log", `event ${end.seq} is of a newer version`, "millrace --version")], sound: false };
  if (end.kind === "corrupt" || end.kind === "unanchored") {
    if (!repair) {
      const note = `${end.problem}; a repair keeps every event before that and sets the rest aside`;
      return { repairs: [notMended("log", note, "millrace log repair")], sound: false };
    }
    const { lastGood, kept, lost } = await repairLog({ fs, directory: layout.log, clock });
    repairs.push(mended(`salvaged the log up to event ${lastGood}`, `${lost} lines after it are in ${kept}`));
  }
  const snapshots = listSnapshots(fs, layout.log);
  for (const name of snapshots) fs.removeTree(join(snapshotDirectory(layout.log), name));
  if (snapshots.length > 0) repairs.push(mended(`removed ${snapshots.length} snapshot${snapshots.length === 1 ? "" : "s"}`));
  fs.makeDirectory(layout.index);
  fs.write(suspicion(layout), "");
  return { repairs, sound: true };
}

/** A log that is missing altogether is told as such by `repairLog` itself. */
export function isLogFailure(error: unknown): error is MillraceError {
  return error instanceof MillraceError && error.code.startsWith("log.");
}
