import type { Item } from "../../state/item.ts";
import type { State } from "../../state/state.ts";
import { type DocumentDirectory, directoryOf, documentDirectories } from "../directory-of.ts";
import { absolute, type Desk, nameOf, type Place, shown } from "./desk.ts";
import { foreignFile } from "./foreign-file.ts";
import { inspect } from "./inspect.ts";
import { textOf } from "./read-document.ts";
import type { DocumentProblem, DocumentsReport } from "./report.ts";
import type { Scan } from "./scan.ts";
import { asideName, setAside } from "./set-aside.ts";
import type { Sightings } from "./sightings.ts";
import { moveDocument, writeDocument } from "./write-document.ts";

const REVISABLE: ReadonlySet<Item["phase"]> = new Set(["queued", "blocked"]);

/** Makes the scanned directories equal to the state, and tells what in them is not the runtime's. */
export class Look {
  readonly report: DocumentsReport = {
    edits: [],
    incoming: [],
    invalid: [],
    notices: [],
    problems: [],
    aside: [],
    scanned: [],
    checked: 0,
    written: 0,
  };
  readonly #desk: Desk;
  readonly #state: State;
  readonly #sightings: Sightings;
  /** Items whose document lies where it belongs, or whose place is taken by something that is left alone. */
  readonly #inPlace = new Set<string>();
  readonly #strays: { item: Item; place: Place }[] = [];

  constructor(desk: Desk, state: State, sightings: Sightings) {
    this.#desk = desk;
    this.#state = state;
    this.#sightings = sightings;
  }

  run(scan: Scan): void {
    this.report.problems.push(...scan.problems);
    for (const { directory, names } of scan.scanned) {
      this.report.scanned.push(shown({ directory: directory.path, name: "" }).slice(0, -1));
      for (const name of names) this.#file(directory, name);
    }
    for (const { item, place } of this.#strays) this.#stray(item, place, scan);
    this.#restore(scan);
  }

  #file(directory: DocumentDirectory, name: string): void {
    if (name.startsWith(".")) return;
    const place = { directory: directory.path, name };
    const item = name.endsWith(".md") ? this.#state.items.get(name.slice(0, -3)) : undefined;
    if (!item) {
      const aside = asideName(name);
      if (aside) this.report.aside.push({ path: shown(place), ...aside });
      else if (name.endsWith(".md")) this.#foreign(directory, place);
    } else if (directoryOf(item.kind, item.phase) === directory.path) this.#own(item, place);
    else this.#strays.push({ item, place });
  }

  /** An item's document where it belongs. */
  #own(item: Item, place: Place): void {
    this.report.checked++;
    const found = inspect(this.#desk, item, place);
    if (found.kind === "absent") return;
    if (found.kind === "current" || found.kind === "blocked") {
      this.#inPlace.add(item.id);
      if (found.kind === "blocked") this.#problem(place, "unusable", item, found);
      return;
    }
    if (found.kind === "older") {
      this.report.notices.push({ type: "rewritten", item: item.id, path: shown(place), reason: "it held an older revision" });
      return;
    }
    if (found.unreadable) {
      this.#inPlace.add(item.id);
      this.#problem(place, "unreadable", item, found);
      return;
    }
    if (!REVISABLE.has(item.phase) || found.superseded) {
      const why = found.superseded ? "it was edited on top of a superseded revision" : `it was edited while the item is ${item.phase}`;
      this.report.notices.push(setAside(this.#desk, item, place, why));
      return;
    }
    const { revision, facts } = found;
    const text = found.bytes && textOf(found.bytes);
    const stable = this.#sightings.isStable(place, facts, this.#desk.clock.wall());
    if (stable && (text === null || revision === null)) {
      this.report.notices.push(setAside(this.#desk, item, place, found.problem || "It is not UTF-8 text"));
      return;
    }
    this.#inPlace.add(item.id);
    if (text === null || revision === null) return;
    this.#desk.reported.set(shown(place), revision);
    this.report.edits.push({ item: item.id, path: shown(place), text, revision, stable });
  }

  /** A file of no item. */
  #foreign(directory: DocumentDirectory, place: Place): void {
    const file = foreignFile(this.#desk, directory, place, this.#sightings);
    if (file.kind === "incoming") this.report.incoming.push(file.document);
    if (file.kind === "invalid") this.report.invalid.push(file.document);
    if (file.kind === "problem") this.report.problems.push(file.problem);
  }

  /** A file with an item's name where the item's document does not belong. */
  #stray(item: Item, place: Place, scan: Scan): void {
    const desk = this.#desk;
    const ours = desk.ledger.get(place.directory, place.name) !== undefined;
    const found = inspect(desk, item, place);
    if (found.kind === "absent") return;
    if (found.kind === "blocked") {
      this.#problem(place, "unusable", item, found);
      return;
    }
    if (found.kind === "unknown" && found.unreadable) {
      this.#problem(place, "unreadable", item, found);
      return;
    }
    const directory = documentDirectories.find(({ path }) => path === place.directory);
    if (found.kind === "unknown" && directory?.intake && directory.kind !== item.kind) {
      const problem = `The id "${item.id}" is that of another item, a ${item.kind.replace("_", " ")} that is ${item.phase}`;
      const stable = this.#sightings.isStable(place, found.facts, desk.clock.wall());
      this.report.invalid.push({ path: shown(place), revision: found.revision, problem, fix: "Give it another name", stable });
      return;
    }
    if (found.kind === "unknown") {
      this.report.notices.push(setAside(desk, item, place, `the item is ${item.phase}, and this is not its document`));
      return;
    }
    const home = directoryOf(item.kind, item.phase);
    const reason = `the item is ${item.phase}; millrace queue remove or cancel changes that, moving its file does not`;
    if (found.kind === "current" && home !== null && scan.isScanned(home) && !this.#inPlace.has(item.id)) {
      if (!moveDocument(desk, place, { directory: home, name: place.name }, item.revision)) return;
      this.#inPlace.add(item.id);
      this.report.written++;
      if (!ours)
        this.report.notices.push({ type: "moved-back", item: item.id, path: shown({ directory: home, name: place.name }), reason });
      return;
    }
    desk.fs.remove(absolute(desk, place));
    desk.ledger.delete(place.directory, place.name);
    if (!ours) this.report.notices.push({ type: "removed", item: item.id, path: shown(place), reason });
  }

  /** Writes the documents that are missing from the scanned directories. */
  #restore(scan: Scan): void {
    if (scan.scanned.length === 0) return;
    const fromLog = new Map<string, Item>();
    for (const item of this.#state.items.values()) {
      const home = directoryOf(item.kind, item.phase);
      if (home === null || this.#inPlace.has(item.id) || !scan.isScanned(home)) continue;
      if (item.document === null) fromLog.set(item.id, item);
      else this.#write(item, home, item.document);
    }
    if (fromLog.size === 0) return;
    this.#desk.source.texts([...fromLog.values()], (id, text) => {
      const item = fromLog.get(id);
      const home = item && directoryOf(item.kind, item.phase);
      if (!item || !home) return;
      fromLog.delete(id);
      this.#write(item, home, text);
    });
    for (const item of fromLog.values()) {
      const place = { directory: directoryOf(item.kind, item.phase) ?? "", name: nameOf(item.id) };
      this.#problem(place, "unusable", item, {
        problem: "The log does not hold its text any more",
        fix: "Nothing to do: the document cannot be shown",
      });
    }
  }

  #write(item: Item, home: string, text: string): void {
    const place = { directory: home, name: nameOf(item.id) };
    const known = this.#desk.ledger.get(home, place.name) !== undefined;
    if (known && this.#desk.fs.facts(absolute(this.#desk, place)) === null) {
      const reason = "it was deleted; millrace queue remove or cancel takes an item out, deleting its file does not";
      this.report.notices.push({ type: "restored", item: item.id, path: shown(place), reason });
    }
    writeDocument(this.#desk, place, text, item.revision);
    this.report.written++;
  }

  #problem(place: Place, kind: DocumentProblem["kind"], item: Item, { problem, fix }: { problem: string; fix: string }): void {
    this.report.problems.push({ path: shown(place), kind, item: item.id, problem, fix });
  }
}
