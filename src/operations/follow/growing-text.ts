import type { Fs } from "../../kernel/ports/fs.ts";
import { tailOf } from "../history/tail-of.ts";

/** Most bytes that one read gives. */
const CHUNK = 1 << 18;

/** A text file that another process appends to, read as it grows. It need not exist yet. */
export class GrowingText {
  readonly #fs: Fs;
  readonly #path: string;
  readonly #decoder = new TextDecoder();
  #lines: number | null;
  #at = 0;

  /** The first read begins with the last `lines` lines of what is there; null for all of it. */
  constructor(fs: Fs, path: string, lines: number | null) {
    this.#fs = fs;
    this.#path = path;
    this.#lines = lines;
  }

  /**
   * What was appended since the last call, a part of it where it is much; "" for nothing. A letter that is not whole yet waits
   * for its rest. Where the beginning was left out, the first line is a whole one.
   */
  read(): string {
    const size = this.#fs.facts(this.#path)?.size ?? 0;
    if (this.#lines !== null && size > 0) {
      const { text, bytes } = tailOf(this.#fs, this.#path, this.#lines);
      this.#lines = null;
      this.#at = bytes;
      return text;
    }
    // Half of a letter gives no text yet, and more may follow at once.
    while (this.#at < size) {
      const bytes = this.#piece(Math.min(CHUNK, size - this.#at));
      if (bytes.length === 0) return "";
      this.#at += bytes.length;
      const text = this.#decoder.decode(bytes, { stream: true });
      if (text !== "") return text;
    }
    return "";
  }

  #piece(length: number): Uint8Array {
    const file = this.#fs.open(this.#path, "read");
    try {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, file.read(bytes, this.#at));
    } finally {
      file.close();
    }
  }
}
