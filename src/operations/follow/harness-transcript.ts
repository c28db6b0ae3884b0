import { type Fields, fields } from "../../runners/harness/fields.ts";
import type { EventReader, HarnessEvent } from "../../runners/harness/harness-event.ts";

/** What a piece of a harness's standard output says: an event, or words that are none. */
export type Told = { event: HarnessEvent } | { stray: string };

/** Longest line that is kept until its end has come, in characters. */
const LONGEST = 1 << 22;

/**
 * A harness's standard output, understood as it grows. Lines that mean nothing are passed over; what is no JSON object is
 * told as it is, because programs that a harness starts may write between its events. A line waits for its end.
 */
export class HarnessTranscript {
  readonly #reader: EventReader;
  #line = "";
  /** Characters of a line that is too long, and is passed over. */
  #over = 0;
  /** What the agent said last, until it does something. */
  #said: string | null = null;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** Takes what was written next, and gives what it says. Only LF ends a line: U+2028 and CR stand inside of texts. */
  push(text: string): Told[] {
    const told: Told[] = [];
    const pieces = text.split("\n");
    for (const [index, piece] of pieces.entries()) {
      this.#take(piece);
      if (index < pieces.length - 1) told.push(...this.#end());
    }
    return told;
  }

  /** Nothing more will be written: a last line without an end counts as far as it is whole. */
  finish(): Told[] {
    return this.#end();
  }

  #take(piece: string): void {
    if (this.#over === 0 && this.#line.length + piece.length <= LONGEST) {
      this.#line += piece;
      return;
    }
    this.#over += this.#line.length + piece.length;
    this.#line = "";
  }

  #end(): Told[] {
    const [line, over] = [this.#line, this.#over];
    this.#line = "";
    this.#over = 0;
    if (over > 0) return [{ stray: `(a line of ${over} characters is left out)` }];
    const object = objectIn(line);
    if (object === "torn" || line.trim() === "") return [];
    if (object === null) return [{ stray: line }];
    return this.#reader(object)
      .filter((event) => this.#isNew(event))
      .map((event) => ({ event }));
  }

  /** Some harnesses say their final message once more as their result. */
  #isNew(event: HarnessEvent): boolean {
    const before = this.#said;
    if (event.type === "text") this.#said = event.text;
    if (event.type === "tool" || event.type === "file") this.#said = null;
    return event.type !== "text" || event.text !== before;
  }
}

/** The JSON object that a line is; null for other words, "torn" for the beginning of one. */
function objectIn(line: string): Fields | "torn" | null {
  if (!line.trimStart().startsWith("{")) return null;
  try {
    return fields(JSON.parse(line));
  } catch {
    return line.trimStart().startsWith('{"') ? "torn" : null;
  }
}
