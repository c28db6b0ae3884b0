import type { Fs } from "../../kernel/ports/fs.ts";

const BLOCK = 1 << 18;

/** Writes a file piece by piece beside its place, so that the file is there whole or not at all. */
export class FileWriter {
  readonly #fs: Fs;
  readonly #path: string;
  #pending = "";
  #bytes = 0;

  constructor(fs: Fs, path: string) {
    this.#fs = fs;
    this.#path = path;
    fs.write(this.#temporary, "");
  }

  get #temporary(): string {
    return `${this.#path}.tmp`;
  }

  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= BLOCK) this.#flush();
  }

  /** Puts the file in its place and gives its size in bytes. */
  finish(): number {
    this.#flush();
    this.#fs.rename(this.#temporary, this.#path);
    return this.#bytes;
  }

  /** After a failure: leaves nothing. */
  discard(): void {
    this.#fs.remove(this.#temporary);
  }

  #flush(): void {
    const bytes = new TextEncoder().encode(this.#pending);
    this.#fs.append(this.#temporary, bytes);
    this.#bytes += bytes.length;
    this.#pending = "";
  }
}
