import { emptyFields } from "../../../work/empty-fields.ts";
import { slugOf } from "../../../work/slug.ts";
import type { OlderItem } from "../older-workspace.ts";
import type { TreeReader } from "../tree-reader.ts";
import { splitEntries } from "./split-cards.ts";

const HEADING = /^##\s*(\d{4}-\d{2}-\d{2}[ T][\d:]+(?:\s*UTC|Z)?)\s*[-–—]\s*(\S.*)$/;

/** The blocker ledger: each entry tells why a card could not go on, and is carried as a blocked incident. */
export function readBlockers(reader: TreeReader): OlderItem[] {
  const store = "tasksblocker.md";
  return splitEntries(reader.text(store) ?? "", HEADING).map(({ line, date, title, text }) => ({
    kind: "incident",
    phase: "blocked",
    id: `blocker-${date.slice(0, 10)}-${slugOf(title)}`.slice(0, 90),
    path: `${reader.tree}/${store}:${line}`,
    text,
    fields: emptyFields(title.trim().slice(0, 300)),
    reason: /^\s*[-*]\s*\**Root-cause summary:?\**:?\s*(\S.*)$/im.exec(text)?.[1]?.trim() ?? "an entry of the blocker ledger",
    by: "runtime",
    at: null,
  }));
}
