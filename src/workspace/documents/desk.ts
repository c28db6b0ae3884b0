import type { Clock } from "../../kernel/ports/clock.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { relativeLayout } from "../layout.ts";
import type { Ledger } from "./ledger.ts";
import type { DocumentSource } from "./source.ts";

/** What the projection of documents works with. */
export interface Desk {
  fs: Fs;
  clock: Clock;
  /** `millrace-agents/`, absolute. */
  agents: string;
  ledger: Ledger;
  source: DocumentSource;
  /** The machine may have ended since the files were written: true until the first look is over. */
  afterBoot: boolean;
  /** Revisions that were reported as edits, by path: a revision that came from the file itself is no conflict with it. */
  reported: Map<string, string>;
}

/** A file in a directory of documents. */
export interface Place {
  directory: string;
  name: string;
}

/** The absolute path of a place. */
export function absolute(desk: Desk, place: Place): string {
  return `${desk.agents}/${place.directory}/${place.name}`;
}

/** The path of a place as people see it, relative to the workspace. */
export function shown(place: Place): string {
  return `${relativeLayout.agents}/${place.directory}/${place.name}`;
}

/** The name of an item's document. */
export function nameOf(id: string): string {
  return `${id}.md`;
}
