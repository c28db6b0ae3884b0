import type { OutsideCommand } from "../../engine/decide/command-schema.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isSafeId } from "../../work/ids.ts";
import { slugOf } from "../../work/slug.ts";
import type { WorkKind } from "../../work/work-document.ts";
import type { WorkInput } from "./task-params.ts";

export type AddItem = Extract<OutsideCommand, { type: "addItem" }>;

/** What is added, and how the command is called that adds it. */
export interface Adding {
  kind: WorkKind;
  command: string;
}

/** The command that adds work which is described by options. Throws `cli.bad-value` for a title or an id that is none. */
export function workCommand({ kind, command }: Adding, input: WorkInput): AddItem {
  const bad = (name: string, value: string, expected: string): MillraceError =>
    new MillraceError("cli.bad-value", { name, value, expected, command });
  const title = input.title.trim();
  if (title === "") throw bad("the title", input.title, "it must say something");
  if (/[\r\n]/.test(title)) throw bad("the title", input.title, "it must be one line; --body takes the rest");
  for (const [name, id] of Object.entries({ "--root": input.root, "--spec-id": input.specId, "--skill": input.skill })) {
    if (id !== undefined && !isSafeId(id)) throw bad(name, id, "it must be an id");
  }
  const { id, body, dependsOn, priority, run = [], fix = [], checks = [], paths = [], specId } = input;
  return {
    type: "addItem",
    kind,
    item: id ?? null,
    slug: slugOf(title),
    fields: { title, dependsOn, priority, run, fix, checks, paths, root: input.root ?? specId ?? null },
    document: null,
    body: body ?? "",
    ...detailsOf(input),
  };
}

/** Fields for readers, by their names in front matter. */
function detailsOf({ acceptance, goals, constraints, specId, action, skill }: WorkInput): Pick<AddItem, "details"> {
  const said = { acceptance, goals, constraints, spec_id: specId, requested_action: action, target_skill_id: skill };
  const details = Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (value === undefined || value.length === 0 ? [] : [[key, value]])),
  );
  return Object.keys(details).length === 0 ? {} : { details };
}
