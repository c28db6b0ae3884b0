import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { attemptNames } from "../history/attempt-names.ts";
import { newestAttempt } from "../history/newest-attempt.ts";
import { withView } from "../view/with-view.ts";
import { AttemptOutput } from "./attempt-output.ts";
import { looksAt } from "./looks.ts";
import type { OutputPiece } from "./output-piece.ts";

/** Output has no hint of its own that could be trusted, and people watch it. */
const LOOK_EVERY = 200;
/** Looks between two questions to the workspace whether the run is still under way. */
const ASK_EVERY = 5;

export interface AskedOutput {
  run: string;
  attempt: string | undefined;
  check: boolean;
  lines: number;
  /** As it is written, also where it is a harness's events. */
  raw: boolean;
}

/** Hands out the output of a run's newest attempt as it grows, then that of the next one, until the run is over. False when the signal aborted first. */
export async function followOutput(
  context: { world: World; root(): string; signal: AbortSignal },
  asked: AskedOutput,
  onPiece: (piece: OutputPiece) => void,
): Promise<boolean> {
  const { world, signal } = context;
  const root = context.root();
  const looks = looksAt([], world.clock, signal);
  // The one before the newest may write its last words while that begins.
  const open: AttemptOutput[] = [];
  const take = (lines: number | null): void => {
    for (const { name, directory } of following(world, root, asked, open.at(-1)?.name)) {
      open.push(new AttemptOutput(world.fs, { name, directory, path: join(root, directory), lines, raw: asked.raw }));
      if (open.length > 2) open.shift()?.finish(onPiece);
    }
    for (const output of open) output.read(onPiece);
  };
  try {
    take(asked.lines);
    for (let look = 1; ; look++) {
      const over = look % ASK_EVERY === 1 && (await isOver(context, asked.run));
      take(null);
      if (over) {
        for (const output of open) output.finish(onPiece);
        return true;
      }
      if (!(await looks.next(LOOK_EVERY))) return false;
    }
  } finally {
    looks.close();
  }
}

/** The attempt to begin with, or all that came after the last one: a stage may have begun and ended between two looks. */
function following(world: World, root: string, asked: AskedOutput, last: string | undefined): { name: string; directory: string }[] {
  if (last === undefined) return first(world, root, asked);
  if (asked.attempt !== undefined) return [];
  const { folder, names } = attemptNames(world.fs, root, asked.run, asked.check);
  // Where the last one is gone (prune), nothing can be told to come after it.
  const at = names.indexOf(last);
  return at === -1 ? [] : names.slice(at + 1).map((name) => ({ name, directory: `${folder}/${name}` }));
}

function first(world: World, root: string, asked: AskedOutput): { name: string; directory: string }[] {
  try {
    return [newestAttempt(world, root, asked)];
  } catch (error) {
    // The run has begun, and its first attempt or check has not yet.
    if (error instanceof MillraceError && ["cli.not-known", "run.output-gone"].includes(error.code) && asked.attempt === undefined)
      return [];
    throw error;
  }
}

async function isOver(context: { world: World; root(): string }, run: string): Promise<boolean> {
  return await withView(context, ({ head }) => !head.runs.has(run));
}
