type Found = (keys: readonly string[], line: number) => void;

/** A piece of well-formed TOML by its place in the text: a table's heading, or a key with its value. */
export type TomlPiece =
  | { type: "table"; keys: readonly string[]; from: number; to: number }
  /** `value` is where the value begins; `inline` for a member of an inline table. */
  | { type: "pair"; keys: readonly string[]; from: number; value: number; to: number; inline: boolean };

/** Walks through well-formed TOML and tells each key with its line, and each piece once it is passed. Tables in an array share one path. */
export class TomlScanner {
  #at = 0;
  #line = 1;
  readonly #text: string;
  readonly #found: Found;
  readonly #passed: (piece: TomlPiece) => void;
  #depth = 0;

  constructor(text: string, found: Found, passed: (piece: TomlPiece) => void = () => undefined) {
    this.#text = text;
    this.#found = found;
    this.#passed = passed;
  }

  document(): void {
    let table: string[] = [];
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#peek() !== "[") {
        this.#pair(table);
        continue;
      }
      const from = this.#at;
      while (this.#peek() === "[") this.#next();
      const line = this.#line;
      table = this.#key();
      this.#found(table, line);
      while (this.#peek() === "]") this.#next();
      this.#passed({ type: "table", keys: table, from, to: this.#at });
    }
  }

  #pair(table: readonly string[]): void {
    const [line, from] = [this.#line, this.#at];
    const keys = [...table, ...this.#key()];
    this.#found(keys, line);
    this.#next(); // =
    this.#skip();
    const value = this.#at;
    this.#depth++;
    this.#value(keys);
    this.#depth--;
    const to = value + this.#text.slice(value, this.#at).trimEnd().length;
    this.#passed({ type: "pair", keys, from, value, to, inline: this.#depth > 0 });
  }

  #key(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.#blanks();
      keys.push(this.#name());
      this.#blanks();
      if (this.#peek() !== ".") return keys;
      this.#next();
    }
  }

  #name(): string {
    const quote = this.#peek();
    if (quote === '"' || quote === "'") {
      const start = this.#at;
      this.#string(quote);
      const text = this.#text.slice(start + 1, this.#at - 1);
      return quote === '"' && text.includes("\\") ? unescaped(text) : text;
    }
    const start = this.#at;
    while (this.#at < this.#text.length && /[A-Za-z0-9_-]/.test(this.#peek())) this.#next();
    if (this.#at === start) this.#next(); // never stand still
    return this.#text.slice(start, this.#at);
  }

  #value(keys: readonly string[]): void {
    this.#skip();
    const first = this.#peek();
    if (first === '"' || first === "'") this.#string(first);
    else if (first === "[") this.#group("]", () => this.#value(keys));
    else if (first === "{") this.#group("}", () => this.#pair(keys));
    else while (this.#at < this.#text.length && !/[,\]}#\n]/.test(this.#peek())) this.#next();
  }

  #group(end: string, member: () => void): void {
    this.#next();
    for (this.#skip(); this.#at < this.#text.length && this.#peek() !== end; this.#skip()) {
      if (this.#peek() === ",") this.#next();
      else member();
    }
    this.#next();
  }

  #string(quote: string): void {
    const long = this.#text.startsWith(quote.repeat(3), this.#at);
    const end = long ? quote.repeat(3) : quote;
    this.#next(end.length);
    while (this.#at < this.#text.length && !this.#text.startsWith(end, this.#at)) {
      this.#next(quote === '"' && this.#peek() === "\\" ? 2 : 1);
    }
    this.#next(end.length);
    // A long string may end in up to two more quotes that belong to it.
    while (long && this.#peek() === quote) this.#next();
  }

  /** Blanks, line ends and comments. */
  #skip(): void {
    for (;;) {
      const letter = this.#peek();
      if (letter === "#") while (this.#at < this.#text.length && this.#peek() !== "\n") this.#next();
      else if (letter !== "" && /\s/.test(letter)) this.#next();
      else return;
    }
  }

  #blanks(): void {
    while (this.#peek() === " " || this.#peek() === "\t") this.#next();
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #next(count = 1): void {
    for (const end = this.#at + count; this.#at < end; this.#at++) {
      if (this.#text[this.#at] === "\n") this.#line++;
    }
  }
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text; // an escape that only TOML has; the path then shows it as written
  }
}
