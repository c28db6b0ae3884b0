import { sha256 } from "../kernel/sha256.ts";
import { GENESIS, LINE_END, LINE_LIMIT, LINK_BYTES, TAIL_BYTES } from "./line.ts";

/** Lines one after the other as they will stand in the file, behind the link of the line before them: hashed in place. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(LINK_BYTES + 2 * LINE_LIMIT);
  #size = LINK_BYTES;

  /** Empties the buffer. The next line follows the one with hash `previous`. */
  begin(previous = GENESIS): void {
    this.#bytes.write(previous + LINE_END, 0, "latin1");
    this.#size = LINK_BYTES;
  }

  /** Bytes of the lines so far. */
  get size(): number {
    return this.#size - LINK_BYTES;
  }

  /** Takes back all after the first `size` bytes, which must be whole lines. */
  rewind(size: number): void {
    this.#size = LINK_BYTES + size;
  }

  /** Adds the line with that body. Gives its hash, or null when it would be longer than a line may be. */
  add(body: string): string | null {
    if (body.length > LINE_LIMIT) return null;
    this.#reserve(body.length * 3 + TAIL_BYTES + 1);
    const end = this.#size + this.#bytes.write(body, this.#size, "utf8");
    if (end - this.#size + TAIL_BYTES > LINE_LIMIT) return null;
    const hash = sha256(this.#bytes.subarray(this.#size - LINK_BYTES, end));
    this.#size = end + this.#bytes.write(`,"hash":"${hash}${LINE_END}`, end, "latin1");
    return hash;
  }

  /** The lines, valid until the next change. */
  view(): Buffer {
    return this.#bytes.subarray(LINK_BYTES, this.#size);
  }

  #reserve(bytes: number): void {
    if (this.#size + bytes <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#size + bytes, 2 * this.#bytes.length));
    this.#bytes.copy(grown, 0, 0, this.#size);
    this.#bytes = grown;
  }
}
