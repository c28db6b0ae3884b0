import type { FileFacts } from "../../kernel/ports/fs.ts";
import type { Item } from "../../state/item.ts";
import { absolute, type Desk, type Place } from "./desk.ts";
import { isTorn } from "./is-torn.ts";
import { readDocument } from "./read-document.ts";

/** What lies where a document of an item may lie. */
export type Found =
  | { kind: "absent" }
  | { kind: "current" }
  /** A revision that the item once had, or what is left of one. */
  | { kind: "older" }
  /** Bytes that the item never had; not read where they are too many or unreadable. `superseded`: what was there before was not the current revision either. */
  | {
      kind: "unknown";
      bytes: Uint8Array | null;
      revision: string | null;
      superseded: boolean;
      facts: FileFacts;
      problem: string;
      fix: string;
      /** It could not even be read. */
      unreadable: boolean;
    }
  /** A directory, a symbolic link: nothing of ours. */
  | { kind: "blocked"; problem: string; fix: string };

/** Looks at a place for an item: by the ledger where the file's facts are as recorded, else by its bytes. */
export function inspect(desk: Desk, item: Item, place: Place): Found {
  const path = absolute(desk, place);
  const facts = desk.fs.facts(path);
  if (facts === null) return { kind: "absent" };
  const recorded = desk.ledger.matching(place.directory, place.name, facts);
  if (recorded && facts.kind === "file") return { kind: recorded.revision === item.revision ? "current" : "older" };
  const read = readDocument(desk.fs, path, facts);
  if (!read.ok && read.gone) return { kind: "absent" };
  if (!read.ok && facts.kind !== "file") return { kind: "blocked", problem: read.problem, fix: read.fix };
  const before = desk.ledger.get(place.directory, place.name)?.revision;
  const superseded = before !== undefined && before !== item.revision;
  if (!read.ok)
    return {
      kind: "unknown",
      bytes: null,
      revision: null,
      superseded,
      facts,
      problem: read.problem,
      fix: read.fix,
      unreadable: read.kind === "unreadable",
    };
  if (read.revision === item.revision || read.revision === before || desk.source.hadRevision(item, read.revision)) {
    desk.ledger.set(place.directory, place.name, facts, read.revision, desk.clock.wall());
    return { kind: read.revision === item.revision ? "current" : "older" };
  }
  if (isTorn(desk, item, place, read.bytes, facts.modified)) return { kind: "older" };
  return { kind: "unknown", bytes: read.bytes, revision: read.revision, superseded, facts, problem: "", fix: "", unreadable: false };
}
