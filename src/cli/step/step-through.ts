import process from "node:process";
import { emitKeypressEvents } from "node:readline";
import { createInterface } from "node:readline/promises";
import { standardOutput } from "../../kernel/real/output.ts";
import type { StepOrder } from "../../operations/inspect/step-order.ts";
import type { Paper } from "../text/paper.ts";
import { stepScreen } from "./step-screen.ts";
import { StepSession } from "./step-session.ts";

interface Key {
  name?: string;
  sequence?: string;
  ctrl?: boolean;
}

/** ECMA-48: the alternate screen, so that what was there before is there again afterwards. */
const ENTER = "\u001b[?1049h";
const LEAVE = "\u001b[?1049l";
const CLEAR = "\u001b[H\u001b[2J";

/** Walks a person through the log by keys, until they quit, and gives the sequence at which they were. The terminal is left as it was found, whatever happens. */
export async function stepThrough(order: StepOrder, paper: Paper): Promise<number> {
  const session = new StepSession(order);
  emitKeypressEvents(process.stdin);
  const keys = new Keys();
  standardOutput.write(ENTER);
  try {
    for (;;) {
      const here = { ...paper, columns: standardOutput.columns() };
      standardOutput.write(`${CLEAR}${stepScreen(session.shown(), here, standardOutput.rows()).join("\r\n")}`);
      const wish = session.key(await keys.next());
      if (wish.type === "quit") return session.at;
      if (wish.type === "line") wish.then(await askLine(wish.prompt));
    }
  } finally {
    keys.end();
    standardOutput.write(LEAVE);
  }
}

/** Keys as they come, in raw mode only while one is waited for: a line is edited by the terminal's own means. */
class Keys {
  #waiting: ((name: string) => void) | null = null;
  readonly #queue: string[] = [];
  readonly #take = (character: string | undefined, key: Key): void => {
    const name = key.ctrl && (key.name === "c" || key.name === "d") ? "q" : nameOf(character, key);
    if (this.#waiting) this.#waiting(name);
    else this.#queue.push(name);
  };
  /** Whoever closes the terminal quits. */
  readonly #quit = (): void => this.#take("q", { name: "q" });

  constructor() {
    process.stdin.once("end", this.#quit);
  }

  async next(): Promise<string> {
    const queued = this.#queue.shift();
    if (queued !== undefined) return queued;
    process.stdin.setRawMode(true);
    process.stdin.on("keypress", this.#take);
    process.stdin.resume();
    try {
      return await new Promise<string>((resolve) => {
        this.#waiting = resolve;
      });
    } finally {
      this.#waiting = null;
      process.stdin.off("keypress", this.#take);
      process.stdin.setRawMode(false);
    }
  }

  end(): void {
    process.stdin.off("end", this.#quit);
    process.stdin.pause();
  }
}

function nameOf(character: string | undefined, key: Key): string {
  if (key.name !== undefined && key.name.length > 1 && key.name !== "space") return key.name;
  return character ?? key.sequence ?? "";
}

async function askLine(prompt: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(`\r\n${prompt}`);
  } finally {
    lines.close();
  }
}
