import type { OutsideCommand } from "../../engine/decide/command-schema.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { slugOf } from "../../work/slug.ts";
import type { TaskInput } from "./task-params.ts";

/** The command that adds the task. Throws `cli.bad-value` for a title that is none. */
export function taskCommand(input: TaskInput): Extract<OutsideCommand, { type: "addItem" }> {
  const title = input.title.trim();
  if (title === "") throw bad(input.title, "it must say something");
  if (/[\r\n]/.test(title)) throw bad(input.title, "it must be one line; --body takes the rest");
  const { id, body, dependsOn, priority, run, fix, checks, paths } = input;
  return {
    type: "addItem",
    kind: "task",
    item: id ?? null,
    slug: slugOf(title),
    fields: { title, dependsOn, priority, run, fix, checks, paths, root: null },
    document: null,
    body: body ?? "",
  };
}

function bad(value: string, expected: string): MillraceError {
  return new MillraceError("cli.bad-value", { name: "the title", value, expected, command: "add-task" });
}
