import { readWorkspace } from "../../engine/read-workspace.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { listSegments } from "../../log/layout.ts";
import { findOlder } from "../../workspace/import/find-older.ts";
import { doubtIndex } from "../../workspace/index/doubt-index.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { type Finding, fine } from "./finding.ts";

/** More than a minute: small steps of a clock are usual. */
const CLOCK_BACK_MILLIS = 60_000;

const OLDER = { means: "An older workspace lies here, which was not carried over", command: "millrace upgrade" };
const UNFINISHED = { means: "The workspace was not finished, or a repair was interrupted", command: "millrace init" };

/** Whether the log can be read to its end, and whether its times are not ahead of the clock. */
export function logFindings(world: World, root: string): Finding[] {
  const { log } = layoutOf(root);
  if (listSegments(world.fs, log).length === 0) {
    const what = `There is no event log in ${log}`;
    return [{ code: "log", level: "error", what, ...(findOlder(world.fs, root) ? OLDER : UNFINISHED) }];
  }
  const { state, upTo, durable, torn, problem } = readWorkspace(world, root, { whole: true });
  const ahead = state.time - world.clock.wall();
  const clock: Finding[] =
    ahead < CLOCK_BACK_MILLIS
      ? []
      : [
          {
            code: "clock",
            level: "warning",
            what: `The latest event is ${Math.round(ahead / 1000)} s ahead of this machine's clock`,
            means: "The clock was set back. The order of events is by sequence, so nothing is lost; waiting times may be longer",
            command: null,
          },
        ];
  if (problem) {
    // Readers that do not read all of it would not notice.
    if (problem.code === "log.corrupt") doubtIndex(world.fs, layoutOf(root));
    const error = new MillraceError(problem.code, problem.values);
    const means = `Everything up to event ${upTo} is known; nothing can be written`;
    return [{ code: "log", level: "error", what: error.message, means, command: error.fix ?? null }, ...clock];
  }
  if (torn) {
    const what = `${torn.bytes} bytes after event ${upTo} belong to no whole batch`;
    const means = "An owner is writing them now, or was killed while it did. They were never acknowledged; the next owner moves them aside";
    return [{ code: "log", level: "note", what, means, command: null }, ...clock];
  }
  return [fine("log", `${upTo === 1 ? "1 event" : `${upTo} events`}, all read; durable up to ${durable}`), ...clock];
}
