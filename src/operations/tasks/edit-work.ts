import type { OutsideCommand } from "../../engine/decide/command-schema.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { isSafeId } from "../../work/ids.ts";
import { slugOf } from "../../work/slug.ts";
import { reasonPath } from "../../workspace/documents/set-aside.ts";
import { removeIfSame } from "../../workspace/documents/set-aside-invalid.ts";
import type { EditedText, OperationContext } from "../context.ts";
import { type Applied, submit } from "../submit.ts";
import { documentOf } from "../view/document-of.ts";
import { type EditTarget, editTarget } from "./edit-target.ts";
import { readText, textOf } from "./read-text.ts";
import { workFromText } from "./work-from-text.ts";

/** A larger file that was set aside stays where it is, even once it is mended. */
const LARGEST_BYTES = 64 * 1024 * 1024;

export interface EditInput {
  item: string;
  file: string | undefined;
  stdin: boolean;
  document: string | undefined;
  expect: string | undefined;
}

/** The new text, what it was made from, and what to do with it once it is taken. */
interface Written {
  text: string;
  where: string;
  /** The revision that a person saw while they wrote it. */
  seen: string | null;
  edited: EditedText | null;
}

/** Gives an item the next revision of its document, or takes in a file that was set aside and is mended now. */
export async function editWork(context: OperationContext, input: EditInput): Promise<Applied> {
  const target = await editTarget(context, input.item, input.file ?? null);
  const path = target.type === "file" ? target.path : target.settles;
  const revision = path === null ? null : revisionOf(context, path);
  const written = await write(context, target, input);
  try {
    const command = commandOf(target, written, input.expect);
    const applied = await submit(context, command);
    if (applied.status === "applied" && path !== null && revision !== null) settle(context, path, revision);
    written.edited?.discard();
    return applied;
  } catch (error) {
    if (written.edited) context.progress({ type: "note", text: `Your text is kept in ${written.edited.path}` });
    throw error;
  }
}

function commandOf(
  target: EditTarget,
  { text, where, seen }: Written,
  expect: string | undefined,
): Extract<OutsideCommand, { type: "addItem" | "reviseItem" }> {
  if (target.type === "file") {
    const id = isSafeId(target.stem) ? target.stem : slugOf(target.stem);
    return { ...workFromText({ text, where, kind: target.kind, id, anyKind: false }), settles: target.path };
  }
  const { item, settles } = target;
  const { kind, id, phase } = item;
  if (phase !== "queued" && phase !== "blocked") throw new MillraceError("item.not-legal", { item: id, phase, action: "edit" });
  const read = workFromText({ text, where, kind, id, anyKind: false });
  if (read.item !== id)
    throw new MillraceError("item.bad-document", { where, problem: `it says that its id is "${read.item}", not "${id}"` });
  return { type: "reviseItem", item: id, fields: read.fields, document: text, expect: expect ?? seen, settles };
}

async function write(context: OperationContext, target: EditTarget, input: EditInput): Promise<Written> {
  const { file, stdin, document } = input;
  const command = "queue edit";
  const given = [
    ...(file === undefined ? [] : ["--file"]),
    ...(stdin ? ["--stdin"] : []),
    ...(document === undefined ? [] : ["--document"]),
  ];
  if (given.length > 1) throw new MillraceError("cli.conflict", { a: given[0], b: given[1], command });
  if (file !== undefined) return { text: readText(context, file), where: file, seen: null, edited: null };
  if (document !== undefined) return { text: document, where: "the document", seen: null, edited: null };
  const { input: bytes, edit } = context;
  if (stdin && bytes) return { text: textOf(await bytes(), "standard input"), where: "standard input", seen: null, edited: null };
  if (!edit) throw new MillraceError("cli.missing", { name: "a terminal for the editor, or --file FILE, or --stdin", command });
  const name = target.type === "item" ? `${target.item.id}.md` : `${slugOf(target.stem)}.md`;
  const edited = await edit(textToEdit(context, target), name);
  return { text: edited.text, where: edited.path, seen: target.type === "item" ? target.item.revision : null, edited };
}

/** What the editor opens with: an edit that was set aside, a file, or the current revision. */
function textToEdit(context: OperationContext, target: EditTarget): string {
  const root = context.root();
  const path = target.type === "file" ? target.path : target.settles;
  if (path !== null) return readText({ world: context.world, directory: root }, path);
  return target.type === "item" ? (documentOf(context.world, root, target.item) ?? "") : "";
}

/** The file has become what it was meant to be: it is taken away, unless it was changed again meanwhile. */
function settle({ world, root }: OperationContext, path: string, revision: string): void {
  const at = path.lastIndexOf("/");
  removeIfSame(world.fs, `${root()}/${path.slice(0, at)}`, path.slice(at + 1), revision);
  world.fs.remove(`${root()}/${reasonPath(path)}`);
}

function revisionOf({ world, root }: OperationContext, path: string): string | null {
  const size = world.fs.facts(`${root()}/${path}`)?.size ?? 0;
  if (size > LARGEST_BYTES) return null;
  try {
    return sha256(world.fs.read(`${root()}/${path}`));
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
