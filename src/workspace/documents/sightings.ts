import type { FileFacts } from "../../kernel/ports/fs.ts";
import { type Place, shown } from "./desk.ts";

/** A file that nobody touched for so long is not being written. */
const QUIET_MILLIS = 2000;

/** Tells whether files that people write are whole: untouched for a while, or the same in two looks. */
export class Sightings {
  #before = new Map<string, { size: number; modified: number }>();
  #now = new Map<string, { size: number; modified: number }>();
  #unstable = new Set<string>();

  /** Begins another look. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#unstable = new Set();
  }

  isStable(place: Place, facts: FileFacts, wall: number): boolean {
    return this.isWhole(shown(place), place.directory, facts, wall);
  }

  /** The same of a file by its path, in a directory by any name. */
  isWhole(key: string, directory: string, facts: FileFacts, wall: number): boolean {
    const before = this.#before.get(key);
    this.#now.set(key, { size: facts.size, modified: facts.modified });
    const same = before !== undefined && before.size === facts.size && before.modified === facts.modified;
    const stable = same || wall - facts.modified >= QUIET_MILLIS;
    if (!stable) this.#unstable.add(directory);
    return stable;
  }

  /** A file in it has yet to be seen a second time. */
  isPending(directory: string): boolean {
    return this.#unstable.has(directory);
  }
}
