import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { Layout } from "../layout.ts";

const NAME = /^index-(\d+)\.db(-wal|-shm)?$/;

/**
 * The generations of the index on disk, newest first. One that is made anew gets a new name, because a reader may have the
 * old one open: SQLite finds its side files by name, and would mix two databases of the same name.
 */
export function generations(fs: Fs, layout: Layout): number[] {
  const numbers = fs.list(layout.index).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((a, b) => b - a);
}

/** The file of a generation. Nothing but SQLite opens it: closing it by another route drops SQLite's locks in this process. */
export function indexPath(layout: Layout, generation: number): string {
  return join(layout.index, `index-${generation}.db`);
}

/** Removes a generation with its side files. */
export function removeGeneration(fs: Fs, layout: Layout, generation: number): void {
  for (const side of ["", "-wal", "-shm"]) fs.remove(indexPath(layout, generation) + side);
}

/** A reader that finds damage leaves this file, so that the owner makes the index anew. */
export function suspicion(layout: Layout): string {
  return join(layout.index, "suspect");
}
