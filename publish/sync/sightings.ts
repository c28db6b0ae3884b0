import { join } from "node:path";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { replaceFile } from "../../src/kernel/replace-file.ts";
import { isTable } from "../preflight/read-json.ts";

/**
 * How files were when a sync read them, as `sightText`, by path: those that are still so need not be read again. A cache:
 * without it, or with one of another listing, everything is read.
 */
export interface Sightings {
  /** Of the listing that they belong to, by hash. */
  listing: string;
  /** Relative to the workspace. */
  source: ReadonlyMap<string, string>;
  /** Relative to the staging worktree. */
  staged: ReadonlyMap<string, string>;
}

const fileIn = (directory: string): string => join(directory, "sightings.json");

/** `directory` is absolute; it is made if need be. Not durable. */
export function saveSightings(fs: Fs, directory: string, { listing, source, staged }: Sightings): void {
  fs.makeDirectory(directory);
  const written = { v: 1, listing, source: Object.fromEntries(source), staged: Object.fromEntries(staged) };
  replaceFile(fs, fileIn(directory), JSON.stringify(written), { durable: false });
}

/** Empty where there are none of this listing. */
export function readSightings(fs: Fs, directory: string, listing: string): Sightings {
  const path = fileIn(directory);
  const written = fs.facts(path)?.kind === "file" ? parsed(Buffer.from(fs.read(path)).toString()) : null;
  const fits = isTable(written) && written.v === 1 && written.listing === listing;
  return { listing, source: mapOf(fits ? written.source : null), staged: mapOf(fits ? written.staged : null) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const mapOf = (value: unknown): Map<string, string> =>
  new Map(isTable(value) ? Object.entries(value).flatMap(([path, sight]) => (typeof sight === "string" ? [[path, sight]] : [])) : []);
