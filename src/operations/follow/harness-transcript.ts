import type { Usage } from "../../runners/contract/usage.ts";
import { type Fields, fields } from "../../runners/harness/fields.ts";
import type { EventReader, HarnessEvent } from "../../runners/harness/harness-event.ts";
import { minus, newSpending } from "../../runners/watch/spending.ts";

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
  readonly #before: Usage | null;
  readonly #spending = newSpending();
  /** What the agent said last, until it does something. */
  #said: string | null = null;
  /** The usage that was told last. */
  #used = "";

  /** `before`: what is not this attempt's of the sums that the harness tells. */
  constructor(reader: EventReader, before: Usage | null = null) {
    this.#reader = reader;
    this.#before = before;
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
      .map((event) => this.#soFar(event))
      .filter((event) => this.#isNew(event))
      .map((event) => ({ event }));
  }

  /** What each answer used becomes what the attempt has used so far. */
  #soFar(event: HarnessEvent): HarnessEvent {
    this.#spending.take(event);
    if (event.type === "spent") return { type: "usage", usage: this.#spending.total() ?? event.usage };
    return event.type === "usage" ? { type: "usage", usage: minus(event.usage, this.#before) } : event;
  }

  /** Some harnesses say their final message once more as their result, and a sum that was known. */
  #isNew(event: HarnessEvent): boolean {
    const { said, used } = { said: this.#said, used: this.#used };
    const says = event.type === "text" ? event.text : event.type === "answer" ? JSON.stringify(event) : null;
    if (says !== null) this.#said = says;
    if (event.type === "tool" || event.type === "file") this.#said = null;
    if (event.type === "usage") this.#used = JSON.stringify(event.usage);
    return !(says !== null && says === said) && !(event.type === "usage" && this.#used === used);
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
