import { basename, resolve } from "node:path";
import { labelDocument } from "../../engine/mailbox/older/label-document.ts";
import { isObject } from "../../events/is-object.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isSafeId } from "../../work/ids.ts";
import { slugOf } from "../../work/slug.ts";
import type { OperationContext } from "../context.ts";
import { readText } from "./read-text.ts";
import type { WorkInput } from "./task-params.ts";
import type { AddItem, Adding } from "./work-command.ts";
import { workFromText } from "./work-from-text.ts";

/**
 * The command that adds the document of a file; null when the title names none. Throws `cli.unreadable`, `cli.conflict`,
 * `item.bad-document`. A file that ends in .json is a document in the JSON form of the older tools.
 */
export function workFromFile(context: OperationContext, adding: Adding, input: WorkInput): AddItem | null {
  const { title: name } = input;
  if (context.directory === null || !namesFile(context, name)) return null;
  const option = given(input);
  if (option !== null) throw new MillraceError("cli.conflict", { a: "a FILE", b: option, command: adding.command });
  const text = readText(context, name);
  if (name.endsWith(".json")) return fromJson(adding, text, name);
  const stem = basename(name, ".md");
  const id = isSafeId(stem) ? stem : slugOf(stem);
  const command = workFromText({ text, where: name, kind: adding.kind, id, anyKind: adding.kind === "task" });
  // An idea is a note: its file's name is no promise, so that another of the same name is another idea.
  return command.kind === "idea" && command.item === id ? { ...command, item: null, slug: id } : command;
}

function namesFile({ world, directory }: OperationContext, name: string): boolean {
  if (/^\S+\.(md|json)$/.test(name)) return true;
  return name.endsWith(".md") && world.fs.facts(resolve(directory ?? "/", name)) !== null;
}

function fromJson({ kind }: Adding, text: string, where: string): AddItem {
  const bad = (problem: string): MillraceError => new MillraceError("item.bad-document", { where, problem });
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(model)) throw bad("it holds no JSON object");
  const read = labelDocument(kind, model);
  if (!read.ok) throw bad(read.problem);
  const { id, fields } = read;
  return { type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: read.text, body: "" };
}

/** The first option that was given beside a file. */
function given(input: WorkInput): string | null {
  const { run, checks, fix, paths, dependsOn, acceptance, goals, constraints } = input;
  const lists = {
    "--run": run,
    "--check": checks,
    "--fix": fix,
    "--path": paths,
    "--depends-on": dependsOn,
    "--acceptance": acceptance,
    "--goal": goals,
    "--constraint": constraints,
  };
  const list = Object.entries(lists).find(([, values = []]) => values.length > 0)?.[0];
  if (list !== undefined) return list;
  const { body, id, root, specId, action, skill } = input;
  const texts = { "--body": body, "--id": id, "--root": root, "--spec-id": specId, "--action": action, "--skill": skill };
  return Object.entries(texts).find(([, value]) => value !== undefined)?.[0] ?? (input.priority !== 0 ? "--priority" : null);
}
