import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import { GrowingText } from "./growing-text.ts";
import { HarnessTranscript, type Told } from "./harness-transcript.ts";
import type { OutputPiece } from "./output-piece.ts";
import { spokenBy } from "./spoken-by.ts";

export interface AttemptPlace {
  /** `2.1`. */
  name: string;
  /** Relative to the workspace. */
  directory: string;
  /** The same, absolute. */
  path: string;
  /** To begin with at most so many lines of what is there; null for all of it. */
  lines: number | null;
  /** As it is written, also where it is a harness's events. */
  raw: boolean;
}

type OnPiece = (piece: OutputPiece) => void;

/** The output of one attempt as it grows: text as it is written, a harness's events as what they mean. */
export class AttemptOutput {
  readonly name: string;
  readonly #fs: Fs;
  readonly #place: AttemptPlace;
  readonly #stdout: GrowingText;
  readonly #stderr: GrowingText;
  /** Null for plain text, undefined as long as nothing was written. */
  #transcript: HarnessTranscript | null | undefined;

  constructor(fs: Fs, place: AttemptPlace) {
    this.name = place.name;
    this.#fs = fs;
    this.#place = place;
    this.#stdout = new GrowingText(fs, join(place.path, attemptFiles.stdout), place.lines);
    this.#stderr = new GrowingText(fs, join(place.path, attemptFiles.stderr), place.lines);
    if (place.raw) this.#transcript = null;
  }

  /** Tells what was written since the last time. */
  read(onPiece: OnPiece): void {
    for (let text = this.#stdout.read(); text !== ""; text = this.#stdout.read()) {
      const transcript = this.#understand(onPiece);
      if (transcript) this.#tell(transcript.push(text), onPiece);
      else onPiece({ ...this.#of(), type: "output", stream: "stdout", text });
    }
    for (let text = this.#stderr.read(); text !== ""; text = this.#stderr.read()) {
      onPiece({ ...this.#of(), type: "output", stream: "stderr", text });
    }
  }

  /** Tells the rest; nothing will be written any more. */
  finish(onPiece: OnPiece): void {
    this.read(onPiece);
    if (this.#transcript) this.#tell(this.#transcript.finish(), onPiece);
  }

  #understand(onPiece: OnPiece): HarnessTranscript | null {
    if (this.#transcript === undefined) {
      const speaker = spokenBy(this.#fs, this.#place.path);
      this.#transcript = speaker && new HarnessTranscript(speaker.reader, speaker.before);
      if (speaker) {
        const { stage, runner, model } = speaker;
        onPiece({ ...this.#of(), type: "attempt", stage, runner, model });
      }
    }
    return this.#transcript;
  }

  #tell(told: readonly Told[], onPiece: OnPiece): void {
    for (const one of told) {
      if ("event" in one) onPiece({ ...this.#of(), type: "harness", event: one.event });
      else onPiece({ ...this.#of(), type: "output", stream: "stdout", text: `${one.stray}\n` });
    }
  }

  #of(): { attempt: string; directory: string } {
    return { attempt: this.#place.name, directory: this.#place.directory };
  }
}
