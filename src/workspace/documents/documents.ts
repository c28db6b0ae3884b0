import type { Clock } from "../../kernel/ports/clock.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { Item } from "../../state/item.ts";
import type { State } from "../../state/state.ts";
import { directoryOf, documentDirectories } from "../directory-of.ts";
import type { Layout } from "../layout.ts";
import { relativeLayout } from "../layout.ts";
import { absolute, type Desk, nameOf, type Place, shown } from "./desk.ts";
import { directoryProblem } from "./directory-problem.ts";
import { INBOX, isInboxDue, lookIntoInbox } from "./inbox.ts";
import { inspect } from "./inspect.ts";
import { Ledger } from "./ledger.ts";
import { Look } from "./look.ts";
import { projectItem } from "./project-item.ts";
import { readDocument, textOf } from "./read-document.ts";
import type { DocumentEdit, DocumentsReport, Notice } from "./report.ts";
import { ABSENT, scanDirectories } from "./scan.ts";
import { reasonPath, setAside } from "./set-aside.ts";
import { removeIfSame, setAsideInvalid } from "./set-aside-invalid.ts";
import { Sightings } from "./sightings.ts";
import type { DocumentSource } from "./source.ts";

export interface DocumentsOptions {
  fs: Fs;
  clock: Clock;
  layout: Layout;
  source: DocumentSource;
}

/** Opens the documents of a workspace for its owner. Touches nothing until the first `look`. */
export function openDocuments(options: DocumentsOptions): Documents {
  return new Documents(options);
}

/**
 * The work documents on disk, kept equal to the state by the workspace's owner. What is found there never throws; a disk
 * that takes no more throws the platform's error, and the next look makes good what is missing.
 */
export class Documents {
  readonly #desk: Desk;
  readonly #root: string;
  readonly #sightings = new Sightings();
  /** Last change of each directory as the last look saw it. */
  readonly #times = new Map<string, number>();

  constructor({ fs, clock, layout, source }: DocumentsOptions) {
    const ledger = new Ledger(fs, layout);
    this.#root = layout.root;
    this.#desk = { fs, clock, agents: layout.agents, ledger, source, afterBoot: !ledger.isOfThisBoot, reported: new Map() };
  }

  /** After an event about an item, with the item as it is since. */
  project(item: Item): Notice[] {
    return projectItem(this.#desk, item);
  }

  /**
   * Makes the directories equal to the state. start: all of it, by the ledger. gated: only directories that changed, for
   * every two seconds. full: every file, since an edit in place shows in no directory's time; for every minute. Directories in
   * `touched` are looked at in any case: something was heard of them.
   */
  look(state: State, how: "start" | "gated" | "full", touched: ReadonlySet<string> = new Set()): DocumentsReport {
    const pending = (path: string): boolean => this.#sightings.isPending(path);
    const isDue = (path: string, modified: number): boolean => {
      const due = how !== "gated" || touched.has(path) || modified === ABSENT || modified !== this.#times.get(path) || pending(path);
      this.#times.set(path, modified);
      return due;
    };
    const scan = scanDirectories(this.#desk, isDue);
    const inbox = isInboxDue(this.#desk, this.#root, (modified) => isDue(INBOX, modified));
    this.#sightings.turn();
    const look = new Look(this.#desk, state, this.#sightings);
    look.run(scan);
    if (inbox) lookIntoInbox(this.#desk, this.#root, this.#sightings, look.report);
    this.#desk.afterBoot = false;
    if (how !== "gated")
      this.#forget(
        state,
        scan.scanned.map(({ directory }) => directory.path),
      );
    return look.report;
  }

  /** The edit of an item's document that no look has reported yet; null where there is none, or it is none that could be taken. */
  editOf(item: Item): DocumentEdit | null {
    const directory = directoryOf(item.kind, item.phase);
    if (directory === null || directoryProblem(this.#desk.fs, this.#desk.agents, directory) !== null) return null;
    const place = { directory, name: nameOf(item.id) };
    const found = inspect(this.#desk, item, place);
    if (found.kind !== "unknown" || found.superseded || found.bytes === null || found.revision === null) return null;
    const text = textOf(found.bytes);
    if (text === null) return null;
    const path = shown(place);
    this.#desk.reported.set(path, found.revision);
    return { item: item.id, path, text, revision: found.revision, stable: true };
  }

  /** Moves an edit that was refused out of the way and puts the current revision back. `path` is the one reported. */
  setAside(item: Item, path: string, reason: string): Notice[] {
    const place = documentPlace(path);
    if (place === null || this.#desk.fs.facts(absolute(this.#desk, place))?.kind !== "file") return [];
    this.#desk.reported.delete(path);
    return [setAside(this.#desk, item, place, reason), ...this.project(item)];
  }

  /** Moves a file from which no work can be taken to a name beside it, with the reason; gives its new path, null where it changed meanwhile. */
  setAsideInvalid({ path, revision }: { path: string; revision: string | null }, reason: string): string | null {
    const [directory, name] = divided(path);
    const aside = setAsideInvalid({ fs: this.#desk.fs, directory: `${this.#root}/${directory}`, name, revision, reason });
    return aside === null ? null : `${directory}/${aside}`;
  }

  /** Removes a file that was taken in under another name, unless it was replaced meanwhile. */
  removeTaken({ path, revision }: { path: string; revision: string }): void {
    const [directory, name] = divided(path);
    removeIfSame(this.#desk.fs, `${this.#root}/${directory}`, name, revision);
  }

  /** Why a file was set aside, by what was written beside it. */
  reasonOf(aside: string): string | null {
    const path = `${this.#root}/${reasonPath(aside)}`;
    const facts = this.#desk.fs.facts(path);
    const read = facts && readDocument(this.#desk.fs, path, facts);
    return read?.ok ? textOf(read.bytes) : null;
  }

  /** Forgets the reason of a file that was set aside and is gone. */
  removeReason(aside: string): void {
    this.#desk.fs.remove(`${this.#root}/${reasonPath(aside)}`);
  }

  /** Stores what is known of the files, `state/documents.json`. When idle and before the owner lets go; without it the next start reads them. */
  save(): void {
    this.#desk.ledger.save(this.#desk.clock.wall());
  }

  #forget(state: State, directories: readonly string[]): void {
    for (const directory of directories) {
      this.#desk.ledger.retain(directory, (name) => {
        const item = state.items.get(name.slice(0, -3));
        return item !== undefined && directoryOf(item.kind, item.phase) === directory;
      });
    }
  }
}

/** Directory and name of a path. */
function divided(path: string): [directory: string, name: string] {
  const at = path.lastIndexOf("/");
  return [path.slice(0, at), path.slice(at + 1)];
}

/** The place that a path names; null when it is not in a directory of documents. */
function documentPlace(path: string): Place | null {
  const [, directory = "", name = ""] = new RegExp(`^${relativeLayout.agents}/(.+)/([^/]+)$`).exec(path) ?? [];
  return documentDirectories.some((known) => known.path === directory) ? { directory, name } : null;
}
