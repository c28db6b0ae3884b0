import type { InputPipe } from "../../kernel/real/proc-piped.ts";
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
  const driver = makeDriver({
    prompt,
    root,
    tell,
    hangUp,
    send(message) {
      const line = JSON.stringify(message);
      log.note(">", line);
      if (done || outbox.send(line)) return;
      tell({ type: "error", message: "the harness does not read what it is told: the connection is given up" });
      tell({ type: "end", ok: false });
      hangUp();
    },
  });
  const split = lineSplitter(LINE_BYTES, (bytes, whole) => {
    world.heard();
    const beginning = decoder.decode(bytes.subarray(0, BEGINNING_BYTES));
    if (driver.noise.some((start) => beginning.startsWith(start))) return;
    log.note("<", whole ? decoder.decode(bytes.subarray(0, 64 * 1024)) : beginning);
    if (done) return;
    if (!whole) return driver.hearLong(beginning);
    const line = objectIn(decoder.decode(bytes));
    if (line !== null) driver.hear(line);
  });
  driver.begin();
  return { take: split, over, farewellMillis: driver.farewellMillis, abort: () => driver.abort() };
}
