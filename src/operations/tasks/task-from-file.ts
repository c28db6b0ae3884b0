import { basename, resolve } from "node:path";
import type { OutsideCommand } from "../../engine/decide/command-schema.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { isSafeId } from "../../work/ids.ts";
import { parseDocument } from "../../work/parse-document.ts";
import { slugOf } from "../../work/slug.ts";
import type { OperationContext } from "../context.ts";
import type { TaskInput } from "./task-params.ts";

type AddItem = Extract<OutsideCommand, { type: "addItem" }>;

/** The command that adds the document of a file; null when the title names none. Throws `cli.unreadable`, `cli.conflict`, `item.bad-document`. */
export function taskFromFile(context: OperationContext, input: TaskInput): AddItem | null {
  const { title: name } = input;
  if (context.directory === null || !/^\S+\.md$/.test(name)) return null;
  const option = given(input);
  if (option !== null) throw new MillraceError("cli.conflict", { a: "a FILE", b: option, command: "add-task" });
  const text = read(context, resolve(context.directory, name), name);
  const stem = basename(name, ".md");
  const parsed = parseDocument(text, { kind: "task", id: isSafeId(stem) ? stem : slugOf(stem) });
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : "";
    throw new MillraceError("item.bad-document", { where: name, line: first?.line, problem: `${first?.problem}. ${first?.fix}${more}` });
  }
  const { kind, id, fields } = parsed.document;
  return { type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: text, body: "" };
}

function given(input: TaskInput): string | null {
  const lists = { "--run": input.run, "--check": input.checks, "--fix": input.fix, "--path": input.paths, "--depends-on": input.dependsOn };
  const list = Object.entries(lists).find(([, values]) => values.length > 0)?.[0];
  return list ?? (input.body !== undefined ? "--body" : input.id !== undefined ? "--id" : input.priority !== 0 ? "--priority" : null);
}

function read({ world }: OperationContext, path: string, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(world.fs.read(path));
  } catch (error) {
    if (isFsError(error, "ENOENT")) throw new MillraceError("cli.unreadable", { path: name, problem: "there is no such file" });
    if (isFsError(error, "EISDIR")) throw new MillraceError("cli.unreadable", { path: name, problem: "it is a directory" });
    if (error instanceof TypeError) throw new MillraceError("cli.unreadable", { path: name, problem: "it is not UTF-8" });
    throw error;
  }
}
