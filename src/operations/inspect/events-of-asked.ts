import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { eventsOfRun } from "../history/run-story.ts";
import { resolveRun } from "./resolve-run.ts";

export type RunStory = ReturnType<typeof eventsOfRun> & { run: string };

/** The run that is meant, as `resolveRun` has it, with its events. One pass where the id is whole. */
export function eventsOfAsked(world: World, root: string, asked: string): RunStory {
  try {
    return { run: asked, ...eventsOfRun(world, root, asked) };
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== "run.unknown") throw error;
    const run = resolveRun(world, root, asked);
    return { run, ...eventsOfRun(world, root, run) };
  }
}
