import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import { newestAttempt } from "../history/newest-attempt.ts";
import { withView } from "../view/with-view.ts";
import { GrowingText } from "./growing-text.ts";
import { looksAt } from "./looks.ts";

/** Output has no hint of its own that could be trusted, and people watch it. */
const LOOK_EVERY = 200;
/** Looks between two questions to the workspace whether the run is still under way. */
const ASK_EVERY = 5;

export interface OutputPiece {
  attempt: string;
  directory: string;
  stream: "stdout" | "stderr";
  text: string;
}

/** Hands out the output of a run's newest attempt as it grows, then that of the next one, until the run is over. False when the signal aborted first. */
export async function followOutput(
  context: { world: World; root(): string; signal: AbortSignal },
  asked: { run: string; attempt: string | undefined; check: boolean; lines: number },
  onPiece: (piece: OutputPiece) => void,
): Promise<boolean> {
  const { world, signal } = context;
  const root = context.root();
  const looks = looksAt([], world.clock, signal);
  const open: { name: string; directory: string; streams: { stream: OutputPiece["stream"]; text: GrowingText }[] }[] = [];
  const take = (lines: number | null): void => {
    const newest = found(world, root, asked);
    if (newest && open.at(-1)?.name !== newest.name) open.push({ ...newest, streams: streamsOf(world, root, newest.directory, lines) });
    // The one before it may have written its last words while the next one began.
    for (const { name, directory, streams } of open.slice(-2)) {
      for (const { stream, text } of streams) {
        const more = text.read();
        if (more !== "") onPiece({ attempt: name, directory, stream, text: more });
      }
    }
  };
  try {
    take(asked.lines);
    for (let look = 1; ; look++) {
      const over = look % ASK_EVERY === 1 && (await isOver(context, asked.run));
      take(null);
      if (over) return true;
      if (!(await looks.next(LOOK_EVERY))) return false;
    }
  } finally {
    looks.close();
  }
}

function found(world: World, root: string, asked: Parameters<typeof newestAttempt>[2]): { name: string; directory: string } | null {
  try {
    return newestAttempt(world, root, asked);
  } catch (error) {
    // The run has begun, and its first attempt or check has not yet.
    if (error instanceof MillraceError && ["cli.not-known", "run.output-gone"].includes(error.code) && asked.attempt === undefined)
      return null;
    throw error;
  }
}

function streamsOf({ fs }: World, root: string, directory: string, lines: number | null) {
  return (["stdout", "stderr"] as const).map((stream) => ({
    stream,
    text: new GrowingText(fs, join(root, directory, attemptFiles[stream]), lines),
  }));
}

async function isOver(context: { world: World; root(): string }, run: string): Promise<boolean> {
  return await withView(context, ({ head }) => !head.runs.has(run));
}
