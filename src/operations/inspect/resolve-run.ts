import { refuseArchived } from "../../engine/archives-of.ts";
import { readEvents } from "../../engine/read-events.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { World } from "../../kernel/world.ts";
import { damageOf } from "./damage-of.ts";

/**
 * The run that is meant: one of that id, or the only one whose id begins so. Throws `run.ambiguous` for the beginning of
 * several, `run.unknown` with the one that was probably meant.
 */
export function resolveRun(world: Pick<World, "fs">, root: string, asked: string): string {
  const runs = new Set<string>();
  const { end } = readEvents(world, root, {
    onEvent(event) {
      if ((event.type === "run.started" || event.type === "run.imported") && event.run !== undefined) runs.add(event.run);
    },
  });
  if (runs.has(asked)) return asked;
  const meant = asked === "" ? [] : [...runs].filter((run) => run.startsWith(asked));
  if (meant.length === 1) return meant[0] as string;
  if (meant.length === 0) refuseArchived(world.fs, root, { run: asked });
  if (meant.length === 0) throw new MillraceError("run.unknown", { run: asked, near: nearest(asked, runs), cut: damageOf(end) });
  const more = meant.length > 8 ? ", …" : "";
  throw new MillraceError("run.ambiguous", { run: asked, runs: `${meant.slice(0, 8).join(", ")}${more}`, count: meant.length });
}
