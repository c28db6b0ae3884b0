import * as fs from "node:fs";
import { join } from "node:path";
import type { OutputSink, PipedProcess } from "../../kernel/real/piped-process.ts";
import { lineSplitter } from "../drive/line-splitter.ts";
import { loadDriver } from "../drive/load-driver.ts";
import { protocolLog } from "../drive/protocol-log.ts";
import { type RunningTalk, startTalk } from "../drive/start-talk.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";
import { objectIn } from "../harness/json-lines.ts";
import type { LaunchOrder, Watch } from "../launch-order.ts";
import { createRedactor } from "../redact.ts";
import type { RunningWatch } from "../watch/start-watch.ts";
import type { OutputFiles } from "./output-files.ts";

/** What becomes of the output of a step. */
export interface StepEars {
  take: OutputSink;
  /** The program runs: gives the talk with it, null where nothing is said to it. */
  begin(child: PipedProcess): RunningTalk | null;
}

export interface EarsWorld {
  directory: string;
  env: Record<string, string>;
  outputs: OutputFiles;
  watch: RunningWatch | null;
}

/** A watched line of more bytes is not understood; it is kept all the same. */
const LINE_BYTES = 8 * 1024 * 1024;

/**
 * Prepares for what a step will write: kept as it comes, followed by the watch where there is one, or heard by the driver that
 * talks to it, which has its events kept in place of the words. Loads only what the order asks for.
 */
export async function stepEars(order: LaunchOrder, world: EarsWorld): Promise<StepEars> {
  const { outputs } = world;
  if (order.drive) return await drivenEars(order, world);
  const follow = await follower(order, world);
  return {
    begin: () => null,
    take(stream, bytes) {
      const into = order.merge ? "stdout" : stream;
      const room = outputs.take(into, bytes);
      if (into === "stdout") follow?.(bytes);
      return room;
    },
  };
}

async function follower({ watch: wanted }: LaunchOrder, world: EarsWorld): Promise<((bytes: Uint8Array) => void) | null> {
  const { watch } = world;
  if (!wanted || !watch) return null;
  const { eventReaders } = await import("../event-readers.ts");
  const reader = eventReaders[wanted.reader];
  if (!reader) throw new Error(`There is no reader "${wanted.reader}" in this version`);
  const beside = await recordBeside(wanted, world);
  const decoder = new TextDecoder();
  return lineSplitter(LINE_BYTES, (bytes, whole) => {
    watch.heard();
    const line = whole ? objectIn(decoder.decode(bytes)) : null;
    for (const event of line === null ? [] : reader(line)) {
      if (event.type === "session") beside?.open(event.id);
      watch.see(event);
    }
    for (const event of beside?.look() ?? []) watch.see(event);
  });
}

/** Where a harness writes down what it uses while it still works: looked at once it has ended, and before that for limits that need it. */
async function recordBeside(
  wanted: Watch,
  { env, watch }: EarsWorld,
): Promise<{ open(session: string): void; look(): HarnessEvent[] } | null> {
  if (wanted.reader !== "codex_cli") return null;
  const { followRollout } = await import("../codex-cli/follow-rollout.ts");
  const began = Date.now();
  let look = (): HarnessEvent[] => [];
  const isLimit = Boolean(wanted.tokens || wanted.costUsd);
  return {
    look: () => (isLimit ? look() : []),
    open(session) {
      look = followRollout(env, session, began);
      watch?.lastly(look);
    },
  };
}

async function drivenEars(order: LaunchOrder, { directory, env, outputs, watch }: EarsWorld): Promise<StepEars> {
  if (!order.drive) throw new Error("the order names no driver");
  const makeDriver = await loadDriver(order.drive);
  const root = join(directory, order.root);
  const prompt = order.stdin === null ? "" : fs.readFileSync(join(root, order.stdin), "utf8");
  const encoder = new TextEncoder();
  let talk: RunningTalk | null = null;
  let room = true;
  return {
    begin({ input }) {
      if (input === null) throw new Error("a step that is talked to needs a pipe as its standard input");
      talk = startTalk(makeDriver, {
        prompt,
        root: fs.realpathSync(root),
        input,
        log: protocolLog(directory, createRedactor(env)),
        heard: () => watch?.heard(),
        tell(event) {
          if (!outputs.take("stdout", encoder.encode(`${JSON.stringify(event)}\n`))) room = false;
          watch?.see(event);
        },
      });
      return talk;
    },
    take(stream, bytes) {
      if (stream === "stderr") return outputs.take(stream, bytes);
      talk?.take(bytes);
      return room;
    },
  };
}
