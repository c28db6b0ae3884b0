import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { namedBlobs } from "../../log/redact/named-blobs.ts";
import { stagedIn } from "../../log/redact/staged.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { submit } from "../submit.ts";
import { withView } from "../view/with-view.ts";
import { type Copy, findCopies, maskCopies, maskedFiles } from "./copies.ts";
import { documentsOf } from "./documents-of.ts";
import { formsOf } from "./needle.ts";
import { searchLog } from "./search-log.ts";

/** A shorter text stands in too much that has nothing to do with it. */
const SHORTEST = 6;
const COMMAND = "log redact";

interface RedactInput {
  events: string[];
  find: boolean;
  reason: string | undefined;
  dryRun: boolean;
}

/** What `log redact` reaches no further than: said each time, because nobody else does. */
const BEYOND = [
  "git: commits, refs/millrace and remotes",
  "backups, bundles and pages that were exported, archives of millrace prune",
  "files outside of millrace-agents, and whatever a stage sent elsewhere",
];

/** Takes texts out of the log and what was derived from it, or says what that would change. */
export async function performRedact(context: OperationContext, input: RedactInput) {
  const { fs } = context.world;
  const root = context.root();
  const layout = layoutOf(root);
  const seqs = input.events.map(sequenceOf);
  if (seqs.length === 0 && !input.find) throw new MillraceError("cli.missing", { name: "a SEQ, or --find", command: COMMAND });
  const text = input.find ? await textToFind(context) : null;
  if (text !== null && input.reason?.includes(text)) throw new MillraceError("redact.reason");

  const found = text === null ? { events: [], named: [], pruned: [] } : searchLog(fs, layout.log, text);
  const wanted = [...new Set([...seqs, ...found.events.map(({ seq }) => seq)])].sort((a, b) => a - b);
  const needles = text === null ? documentsOf(fs, layout.log, new Set(seqs)) : [text];
  const forms = needles.flatMap(formsOf);
  const live = await withView(context, (view) => new Set(view.head.runs.keys()));
  const look = (): Copy[] => (forms.length === 0 ? [] : findCopies(fs, layout, forms, (run) => live.has(run)));
  const copies = look();
  const kept = new Set([...namedBlobs(fs, layout.log), ...found.pruned]);
  const hashes = copies.flatMap(({ path }) => /\/blobs\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(path)?.[1] ?? []);
  const texts = hashes.filter((hash) => !kept.has(hash));
  const facts = { events: wanted, found: found.events, named: found.named, texts, beyond: BEYOND };
  if (input.dryRun) return { ...facts, status: "planned" as const, seq: null, masked: maskable(copies), left: leftOf(copies, "planned") };

  const files = maskedFiles(fs, layout, copies);
  const applied = await submit(context, { type: "redactEvents", seqs: wanted, texts, files, reason: input.reason ?? null });
  if (applied.status === "pending") return { ...facts, status: "pending" as const, seq: null, masked: [], left: leftOf(copies, "planned") };
  const masked = maskCopies(fs, layout, look());
  const changed = applied.item !== null || masked.length > 0;
  const unfinished = stagedIn(fs, layout.log) !== null;
  const status = unfinished ? ("announced" as const) : changed ? ("redacted" as const) : ("unchanged" as const);
  return { ...facts, status, seq: applied.seq, masked, left: leftOf(look(), "done") };
}

function maskable(copies: readonly Copy[]): string[] {
  return copies.filter(({ fate }) => fate === "mask").map(({ path }) => path);
}

/** What goes on holding the text. Before it is done, what will go by itself is left out. */
function leftOf(copies: readonly Copy[], when: "planned" | "done"): { path: string; note: string }[] {
  return copies
    .filter(({ fate, path }) => (fate === "keep" ? when === "done" || !isProjected(path) : when === "done" && fate !== "mask"))
    .map(({ path, note }) => ({ path, note }));
}

/** A document of finished work is made anew from the log; whether it is one shows only afterwards. */
function isProjected(path: string): boolean {
  return /\/(?:done|archive|resolved|removed)\/[^/]+\.md$/.test(path);
}

function sequenceOf(value: string): number {
  const seq = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(seq) && seq > 0) return seq;
  throw new MillraceError("redact.sequence", { value });
}

async function textToFind({ input }: OperationContext): Promise<string> {
  if (!input) throw new MillraceError("cli.missing", { name: "the text on standard input", command: `${COMMAND} --find` });
  const text = Buffer.from(await input())
    .toString()
    .replace(/\r?\n$/, "");
  const bytes = Buffer.byteLength(text);
  if (bytes < SHORTEST) throw new MillraceError("redact.short", { bytes, least: SHORTEST });
  return text;
}
