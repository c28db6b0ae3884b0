import { bytesText, parts, readable } from "../../src/delivery/git/text.ts";

/** A repository's settings as git sees them: key in git's lower-case form, to its values in order of precedence, the last one holding. */
export class GitConfig {
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.values = values;
  }

  /** From `git config --list -z`: `key LF value NUL`; a key without LF is true. */
  static parse(output: Uint8Array): GitConfig {
    const values = new Map<string, string[]>();
    for (const entry of parts(bytesText(output))) {
      const at = entry.indexOf("\n");
      const key = readable(at < 0 ? entry : entry.slice(0, at));
      const known = values.get(key) ?? [];
      known.push(at < 0 ? "true" : readable(entry.slice(at + 1)));
      values.set(key, known);
    }
    return new GitConfig(values);
  }

  get(key: string): string | undefined {
    return this.values.get(key)?.at(-1);
  }

  all(key: string): readonly string[] {
    return this.values.get(key) ?? [];
  }

  flag(key: string, otherwise = false): boolean {
    const value = this.get(key)?.toLowerCase();
    if (value === undefined) return otherwise;
    return value === "true" || value === "yes" || value === "on" || (/^[0-9]+$/.test(value) && Number(value) !== 0);
  }

  /** The middle parts of `section.<name>.key` that are set, in order. */
  names(section: string, key?: string): string[] {
    const names = new Set<string>();
    for (const full of this.values.keys()) {
      if (!full.startsWith(`${section}.`)) continue;
      const end = full.lastIndexOf(".");
      if (end <= section.length || (key !== undefined && full.slice(end + 1) !== key)) continue;
      names.add(full.slice(section.length + 1, end));
    }
    return [...names];
  }

  keys(): IterableIterator<string> {
    return this.values.keys();
  }
}
