import type { Item } from "../../state/item.ts";
import { directoryOf, documentDirectories } from "../directory-of.ts";
import { currentText } from "./current-text.ts";
import { absolute, type Desk, nameOf, type Place, shown } from "./desk.ts";
import { directoryProblem } from "./directory-problem.ts";
import { inspect } from "./inspect.ts";
import type { Notice } from "./report.ts";
import { setAside } from "./set-aside.ts";
import { moveDocument, writeDocument } from "./write-document.ts";

/** Puts an item's document in the one directory where it belongs, after an event about it. Unknown bytes in the way are set aside. */
export function projectItem(desk: Desk, item: Item): Notice[] {
  const name = nameOf(item.id);
  const home = directoryOf(item.kind, item.phase);
  const notices: Notice[] = [];
  const others = documentDirectories
    .filter(({ path }) => path !== home && desk.ledger.get(path, name) !== undefined)
    .map(({ path }) => ({ directory: path, name }));
  const place = home === null ? null : { directory: home, name };
  const obstacle = place && settle(desk, item, place, others, notices);
  if (place && obstacle) notices.push({ type: "not-projected", item: item.id, path: shown(place), reason: obstacle });
  for (const other of others) clear(desk, item, other, notices);
  return notices;
}

/** What keeps the document from its place, null when it is there. */
function settle(desk: Desk, item: Item, place: Place, others: readonly Place[], notices: Notice[]): string | null {
  const problem = directoryProblem(desk.fs, desk.agents, place.directory);
  if (problem !== null) return `${place.directory}: ${problem}`;
  const found = inspect(desk, item, place);
  if (found.kind === "current") return null;
  if (found.kind === "blocked" || (found.kind === "unknown" && found.unreadable)) return found.problem;
  if (found.kind === "unknown" && desk.reported.get(shown(place)) === item.revision) {
    // The revision came from this file, which was edited again since: the next look reports that.
    desk.ledger.setBase(place.directory, place.name, item.revision);
    return null;
  }
  // Moved or placed anew on top of an edit that nobody has seen: the next look reports that too.
  if (found.kind === "unknown" && isOpenEdit(desk, item, place, found)) return null;
  if (found.kind === "unknown") notices.push(setAside(desk, item, place, "it was edited while the item got another revision"));
  const whole = others.find((other) => inspect(desk, item, other).kind === "current");
  if (whole && moveDocument(desk, whole, place, item.revision)) return null;
  const text = currentText(desk, item);
  if (text === null) return "the log does not hold its text any more";
  writeDocument(desk, place, text, item.revision);
  return null;
}

function isOpenEdit(desk: Desk, item: Item, place: Place, found: { superseded: boolean }): boolean {
  const known = desk.ledger.get(place.directory, place.name) !== undefined;
  return known && !found.superseded && (item.phase === "queued" || item.phase === "blocked");
}

function clear(desk: Desk, item: Item, place: Place, notices: Notice[]): void {
  const found = inspect(desk, item, place);
  // It may well be ours: whoever can read it again sees that by the ledger.
  if (found.kind === "unknown" && found.unreadable) return;
  if (found.kind === "unknown") notices.push(setAside(desk, item, place, `it was edited, and the item is ${item.phase} by now`));
  if (found.kind === "current" || found.kind === "older") desk.fs.remove(absolute(desk, place));
  desk.ledger.delete(place.directory, place.name);
}
