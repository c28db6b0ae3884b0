import type { AnyEvent } from "../events/event.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { readLog } from "../log/read-log.ts";
import type { DocumentSource } from "../workspace/documents/source.ts";
import { archivedDocuments } from "./archived-documents.ts";
import { carriesDocument } from "./carries-document.ts";

type OnRevision = (item: string, seq: number | null, revision: string, text: string | null) => void;

/** Texts and revisions that the state no longer holds, from the log in `directory`; `live` has the texts of live items, `head` its last sequence. */
export function documentSource(
  fs: Fs,
  directory: string,
  head: () => number,
  live: { get(item: string): string | undefined },
): DocumentSource {
  let known: { head: number; seen: WeakRef<ReadonlySet<string>> } | null = null;
  /** Read once for all documents that one look asks about: what is held weakly lasts as long as the look, and not for ever. */
  const seen = (): ReadonlySet<string> => {
    const kept = known?.head === head() ? known.seen.deref() : undefined;
    if (kept !== undefined) return kept;
    const keys = new Set<string>();
    eachRevision(fs, directory, (item, _seq, revision) => keys.add(keyOf(item, revision)));
    known = { head: head(), seen: new WeakRef(keys) };
    return keys;
  };
  return {
    texts(items, give) {
      const wanted = new Map<number, string>();
      for (const item of items) {
        const text = live.get(item.id);
        if (text === undefined) wanted.set(item.documentAt, item.id);
        else give(item.id, text);
      }
      if (wanted.size === 0) return;
      eachRevision(fs, directory, (item, seq, _revision, text) => {
        if (text !== null && seq !== null && wanted.get(seq) === item) give(item, text);
      });
    },
    revisions(item) {
      const texts: string[] = [];
      eachRevision(fs, directory, (id, _seq, _revision, text) => {
        if (id === item.id && text !== null) texts.push(text);
      });
      return texts;
    },
    hadRevision: (item, revision) => seen().has(keyOf(item.id, revision)),
  };
}

const keyOf = (item: string, revision: string): string => `${revision} ${item}`;

function eachRevision(fs: Fs, directory: string, onRevision: OnRevision): void {
  for (const [item, { at, text, revisions }] of archivedDocuments(fs, directory)) {
    // Of older revisions only the hash is kept.
    for (const older of revisions.slice(0, -1)) onRevision(item, null, older, null);
    onRevision(item, at, revisions.at(-1) ?? "", text);
  }
  readLog({
    fs,
    directory,
    onEvent(envelope) {
      const event = envelope as AnyEvent;
      if (carriesDocument(event)) onRevision(event.subject, event.seq, event.data.revision, event.data.document);
    },
  });
}
