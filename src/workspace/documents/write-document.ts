import { isFsError } from "../../kernel/fs-error.ts";
import { absolute, type Desk, type Place } from "./desk.ts";

/** Ends the names of files that are being written; hidden, so that nobody takes them for documents. */
export const WRITING = ".projecting";

/** Puts a revision's bytes in a place, at once as a reader sees it; not durable, since the log can make it anew. */
export function writeDocument(desk: Desk, place: Place, text: string, revision: string): void {
  const temporary = absolute(desk, { directory: place.directory, name: `.${place.name}${WRITING}` });
  try {
    desk.fs.write(temporary, text);
  } catch (error) {
    if (!isFsError(error, "ENOENT")) throw error;
    desk.fs.makeDirectory(`${desk.agents}/${place.directory}`);
    desk.fs.write(temporary, text);
  }
  const facts = desk.fs.facts(temporary);
  desk.fs.rename(temporary, absolute(desk, place));
  if (facts) desk.ledger.set(place.directory, place.name, facts, revision, desk.clock.wall());
}

/** Moves a document that holds its revision's bytes to another place; false when it is not there any more. */
export function moveDocument(desk: Desk, from: Place, to: Place, revision: string): boolean {
  const facts = desk.fs.facts(absolute(desk, from));
  if (facts === null) return false;
  try {
    desk.fs.makeDirectory(`${desk.agents}/${to.directory}`);
    desk.fs.rename(absolute(desk, from), absolute(desk, to));
  } catch (error) {
    if (isFsError(error, "ENOENT")) return false;
    throw error;
  }
  desk.ledger.delete(from.directory, from.name);
  desk.ledger.set(to.directory, to.name, facts, revision, desk.clock.wall());
  return true;
}
