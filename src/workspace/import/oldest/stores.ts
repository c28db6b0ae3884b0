import { isSafeId } from "../../../work/ids.ts";
import type { OlderItem, OlderPhase } from "../older-workspace.ts";
import type { TreeReader } from "../tree-reader.ts";
import { CARD_HEADING, readCard } from "./card.ts";
import { splitEntries } from "./split-cards.ts";

const STORES: readonly (readonly [string, OlderPhase, string | null])[] = [
  ["tasks.md", "active", null],
  ["tasksbacklog.md", "queued", null],
  ["tasksbackburner.md", "blocked", "it lay on the backburner"],
  ["taskspending.md", "blocked", "it was pending: no audit had merged it into the backlog"],
  ["tasksarchive.md", "done", null],
];

/** The cards of all stores, in the order of their queues. */
export function readStores(reader: TreeReader): OlderItem[] {
  const shards = reader
    .names("taskspending")
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`taskspending/${name}`, "blocked", "it was pending: no audit had merged it into the backlog"] as const);
  const cards = [...STORES, ...shards].flatMap(([store, phase, reason]) => readStore(reader, store, phase, reason));
  return withoutCopies(reader, withoutForeignDependencies(reader, cards));
}

function readStore(reader: TreeReader, store: string, phase: OlderPhase, reason: string | null): OlderItem[] {
  const text = reader.text(store);
  if (text === null) return [];
  const frozen = frozenSpans(text);
  const entries = splitEntries(text, CARD_HEADING);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!/^##\s/.test(line) || CARD_HEADING.test(line.trimEnd())) continue;
    // In there it belonged to the card above, or to the preamble.
    if (!entries.some((entry) => entry.line <= index))
      reader.leave(`${reader.tree}/${store}:${index + 1}`, `"${line.trim()}" is no heading of a card: it has no date`);
  }
  return entries.map((entry) => {
    const card = readCard({ ...entry, text: entry.text.replace(FREEZE_COMMENT, "") });
    const path = `${reader.tree}/${store}:${entry.line}`;
    for (const odd of card.odd) reader.leave(path, `${odd} cannot be an id; the document still says it`);
    const batch = frozen.find(({ from, to }) => entry.line >= from && entry.line <= to)?.batch;
    return {
      kind: "task",
      phase,
      id: card.id,
      path,
      text: entry.text.replace(FREEZE_COMMENT, ""),
      fields: card.fields,
      reason: batch === undefined ? reason : `it was frozen by the recovery ${batch} until research had decided`,
      by: card.made ? "taskmaster" : null,
      at: null,
    };
  });
}

/** The comments by which a recovery marks what it froze stand between cards and belong to none. */
const FREEZE_COMMENT = /^\s*<!--\s*(?:research_recovery:|frozen_at:|incident_path:)[^\n]*-->\s*$\n?/gm;

function frozenSpans(text: string): { batch: string; from: number; to: number }[] {
  const spans: { batch: string; from: number; to: number }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, edge, batch = ""] = /research_recovery:freeze:(start|end)\s+(\S+)/.exec(line) ?? [];
    if (edge === "start") spans.push({ batch, from: index + 1, to: Number.POSITIVE_INFINITY });
    const last = spans.at(-1);
    if (edge === "end" && last) last.to = index + 1;
  }
  return spans;
}

/** Order was by place alone there: a dependency on what is no card would now wait for ever. */
function withoutForeignDependencies(reader: TreeReader, cards: readonly OlderItem[]): OlderItem[] {
  const known = new Set(cards.map(({ id }) => id));
  return cards.map((card) => {
    const dependsOn = card.fields.dependsOn.filter((id) => known.has(id));
    for (const id of card.fields.dependsOn) {
      if (isSafeId(id) && !known.has(id))
        reader.leave(card.path, `Its dependency "${id}" is no card of any store, and nothing would end the wait`);
    }
    return { ...card, fields: { ...card.fields, dependsOn } };
  });
}

/** A pending card is in the pending store and in its shard. */
function withoutCopies(reader: TreeReader, cards: readonly OlderItem[]): OlderItem[] {
  const seen = new Map<string, OlderItem>();
  return cards.filter((card) => {
    const key = `${card.id}\n${card.text.trim()}`;
    const first = seen.get(key);
    if (!first) seen.set(key, card);
    else reader.leave(card.path, `It is the same card as ${first.path}`);
    return !first;
  });
}
