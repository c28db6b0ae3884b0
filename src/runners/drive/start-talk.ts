import type { InputPipe } from "../../kernel/real/piped-process.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";
import { objectIn } from "../harness/json-lines.ts";
import type { Driver, Talk } from "./driver.ts";
import { lineSplitter } from "./line-splitter.ts";
import { newOutbox } from "./outbox.ts";
import type { ProtocolLog } from "./protocol-log.ts";

/** A talk with one program, as the supervisor sees it. */
export interface RunningTalk {
  /** What the program wrote to standard output. */
  take(bytes: Uint8Array): void;
  /** Both sides have said what they had to: the program is to end by itself now. */
  over: Promise<void>;
  /** How long the program may take for that. */
  farewellMillis: number;
  /** Asks the agent to end its work; resolves when it has, which may be never. */
  abort(): Promise<void>;
}

export interface TalkWorld {
  prompt: string;
  root: string;
  input: InputPipe;
  log: ProtocolLog;
  /** An event to be kept. */
  tell(event: HarnessEvent): void;
  /** The program gave a sign of life. */
  heard(): void;
}

/** A message of this size can still be read without taking too much memory. */
const LINE_BYTES = 8 * 1024 * 1024;
const BEGINNING_BYTES = 256;

/** Begins the talk. The driver hears line by line, as fast as it comes; who writes faster is held back by its pipe. */
export function startTalk(makeDriver: (talk: Talk) => Driver, world: TalkWorld): RunningTalk {
  const { log, prompt, root, tell } = world;
  const outbox = newOutbox(world.input);
  const decoder = new TextDecoder();
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let done = false;
  const hangUp = (): void => {
    done = true;
    outbox.close();
    resolve();
  };
  const giveUp = (why: string): void => {
    tell({ type: "error", message: why });
    tell({ type: "end", ok: false });
    hangUp();
  };
  /** What a driver did not reckon with ends the talk, never the supervisor. */
  const guarded = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      giveUp(`the connection to the harness broke down: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const driver = makeDriver({
    prompt,
    root,
    tell,
    hangUp,
    send(message) {
      const line = JSON.stringify(message);
      log.note(">", line);
      if (done || outbox.send(line)) return;
      giveUp("the harness does not read what it is told: the connection is given up");
    },
  });
  const split = lineSplitter(LINE_BYTES, (bytes, whole) => {
    world.heard();
    const beginning = decoder.decode(bytes.subarray(0, BEGINNING_BYTES));
    if (driver.noise.some((start) => beginning.startsWith(start))) return;
    log.note("<", whole ? decoder.decode(bytes.subarray(0, 64 * 1024)) : beginning);
    if (done) return;
    guarded(() => {
      const line = whole ? objectIn(decoder.decode(bytes)) : null;
      if (!whole) driver.hearLong(beginning);
      else if (line !== null) driver.hear(line);
    });
  });
  guarded(() => driver.begin());
  return { take: split, over, farewellMillis: driver.farewellMillis, abort: () => driver.abort() };
}
