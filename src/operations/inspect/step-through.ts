import { resolveMoment } from "../../engine/inspect/moment.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import { eventsOfRun } from "../history/run-story.ts";
import { resolveRun } from "./resolve-run.ts";

/** Hands a walk through the log to the person at the terminal. Throws `cli.no-terminal` where there is none. */
export async function stepThrough(context: OperationContext, asked: { run: string | undefined; to: string | undefined }): Promise<number> {
  const { step, world } = context;
  if (!step)
    throw new MillraceError("cli.no-terminal", {
      option: "--step",
      instead: "millrace replay --to SEQ, and millrace diff SEQ SEQ, answer without one",
    });
  const root = context.root();
  const run = asked.run === undefined ? null : resolveRun(world, root, asked.run);
  const start = run === null ? 0 : (eventsOfRun(world, root, run).events[0]?.seq ?? 0);
  const at = asked.to === undefined ? start : resolveMoment(world, root, asked.to, "--to", "replay");
  return step({ world, root, at, run });
}
