import { isObject } from "../../events/is-object.ts";
import { emptyFields } from "../../work/empty-fields.ts";
import { isSafeId } from "../../work/ids.ts";
import { renderDocument } from "../../work/render-document.ts";
import { slugOf } from "../../work/slug.ts";
import type { Left, OlderItem, OlderLetter, OlderWorkspace } from "../../workspace/import/older-workspace.ts";
import { textIn } from "../../workspace/import/text-values.ts";
import { labelDocument } from "../mailbox/older/label-document.ts";
import { readOlderEnvelope } from "../mailbox/older/older-envelope.ts";

type Read = { item: OlderItem } | { why: string };

/** Work that was asked for by commands which nobody had carried out yet. Commands to the older runtime itself are left. */
export function letterItems({ letters, line }: OlderWorkspace): { items: OlderItem[]; left: Left[] } {
  const items: OlderItem[] = [];
  const left: Left[] = [];
  for (const letter of letters) {
    const read = line === "0.5" ? readOldest(letter) : readNamesake(letter);
    if ("item" in read) items.push(read.item);
    else left.push({ path: letter.path, why: read.why });
  }
  return { items, left };
}

function readNamesake({ path, value }: OlderLetter): Read {
  const read = readOlderEnvelope(value);
  if (!read.ok) return { why: `It is no command: ${read.problem.split("\n")[0] ?? ""}` };
  const { ask, issued_at: at } = read.envelope;
  if (ask.command === "add_idea") {
    const { source_name: source, markdown } = ask.payload;
    return { item: ideaOf(path, source.replace(/\.md$/, ""), markdown, at) };
  }
  if (ask.command !== "add_task" && ask.command !== "add_spec") return asked(ask.command);
  const kind = ask.command === "add_task" ? "task" : "spec";
  const document = labelDocument(kind, ask.payload.document);
  if (!document.ok) return { why: `Its document cannot be read: ${document.problem}` };
  const { id, fields, text } = document;
  return { item: { kind, phase: "queued", id, path, text, fields, reason: null, by: null, at } };
}

/** The envelope of millrace 0.5 (fact sheet 4.3). */
function readOldest({ path, value }: OlderLetter): Read {
  const command = textIn(value, "command");
  if (command === null) return { why: "It is no command" };
  const payload = isObject(value) ? value.payload : null;
  const title = textIn(payload, "title");
  if (command === "add_idea") return { why: `It names a file, ${textIn(payload, "file") ?? "none"}: millrace add-idea takes it` };
  if (command !== "add_task" || title === null) return asked(command);
  const root = textIn(payload, "spec_id");
  const id = slugOf(title);
  const fields = { ...emptyFields(title.slice(0, 300)), root: root !== null && isSafeId(root) ? root : null };
  const text = renderDocument({ kind: "task", id, fields, body: textIn(payload, "body") ?? "" });
  return { item: { kind: "task", phase: "queued", id, path, text, fields, reason: null, by: null, at: null } };
}

function asked(command: string): Read {
  return { why: `"${command}" was asked of the older runtime; ask it again of this one if it still holds` };
}

function ideaOf(path: string, id: string, text: string, at: string): OlderItem {
  const title = text
    .split(/\r?\n/)
    .find((line) => line.trim() !== "")
    ?.replace(/^#+\s*/, "")
    .trim()
    .slice(0, 300);
  return { kind: "idea", phase: "queued", id, path, text, fields: emptyFields(title ?? id), reason: null, by: null, at };
}
