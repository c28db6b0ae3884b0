import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveMoment } from "../../engine/inspect/moment.ts";
import { readEvents } from "../../engine/read-events.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { World } from "../../kernel/world.ts";
import { replayWorkspace } from "../history/replay-workspace.ts";
import { openBundle } from "./open-bundle.ts";
import { resolveRun } from "./resolve-run.ts";

/** Replays a bundle in a directory of its own, which is removed afterwards; its chain and every transition are always verified. */
export async function replayBundle(world: World, file: string, asked: { run: string | undefined; to: string | undefined }) {
  const scratch = join(tmpdir(), `millrace-bundle-${world.ids.fresh()}`);
  try {
    if (world.fs.facts(file)?.kind !== "file")
      throw new MillraceError("cli.unreadable", { path: file, problem: world.fs.facts(file) ? "it is no file" : "there is no such file" });
    const manifest = openBundle(world.fs, file, scratch);
    const { head, end, events } = readEvents(world, scratch, { onEvent: () => undefined });
    if (head.seq !== manifest.head.seq || head.hash !== manifest.head.hash || events !== manifest.events) {
      const problem = "problem" in end ? end.problem : `its log ends at event ${head.seq}`;
      throw new MillraceError("bundle.damaged", {
        file,
        problem: `the log does not reach event ${manifest.head.seq} as the manifest says, of ${manifest.events} events: ${problem}`,
      });
    }
    const run = asked.run ?? manifest.run;
    const to = asked.to === undefined ? undefined : resolveMoment(world, scratch, asked.to, "--to", "replay");
    return await replayWorkspace(world, scratch, {
      run: run === null ? undefined : resolveRun(world, scratch, run),
      to,
      verify: true,
      trees: null,
    });
  } catch (error) {
    if (isFsError(error, "ENOENT")) throw new MillraceError("bundle.damaged", { file, problem: "it does not hold what its log names" });
    throw error;
  } finally {
    world.fs.removeTree(scratch);
  }
}
