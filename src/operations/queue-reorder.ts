import type { Place } from "../engine/decide/command.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const queueReorder = defineOperation({
  name: "queue.reorder",
  effect: "change",
  scope: "control",
  details:
    "Several items are placed together, in the order in which they are named; without a place they come first. Beside another item they take its priority. Documents stay as they are.",
  params: {
    items: { type: "string[]", positional: 0, required: true, placeholder: "ID...", summary: "Queued items" },
    first: { type: "boolean", summary: "Before all others" },
    last: { type: "boolean", summary: "After all others" },
    before: { type: "string", placeholder: "ID", summary: "Just before that item" },
    after: { type: "string", placeholder: "ID", summary: "Just after that item" },
    priority: { type: "integer", min: -1_000_000, max: 1_000_000, summary: "With that priority; higher is claimed first" },
  },
  output: appliedSchema,
  example: { items: ["fix-login"], first: true },
  run: (context, { items, ...where }) => submit(context, { type: "placeItems", items, place: placeOf(items, where) }),
});

interface Where {
  first: boolean;
  last: boolean;
  before: string | undefined;
  after: string | undefined;
  priority: number | undefined;
}

function placeOf(items: readonly string[], { first, last, before, after, priority }: Where): Place {
  const places: [option: string, place: Place][] = [
    ...(first ? [["--first", { at: "first" }] as [string, Place]] : []),
    ...(last ? [["--last", { at: "last" }] as [string, Place]] : []),
    ...(before === undefined ? [] : [["--before", { at: "before", item: before }] as [string, Place]]),
    ...(after === undefined ? [] : [["--after", { at: "after", item: after }] as [string, Place]]),
    ...(priority === undefined ? [] : [["--priority", { at: "priority", priority }] as [string, Place]]),
  ];
  const [one, other] = places;
  const command = "queue reorder";
  if (one && other) throw new MillraceError("cli.conflict", { a: one[0], b: other[0], command });
  if (one) return one[1];
  if (items.length > 1) return { at: "first" };
  throw new MillraceError("cli.missing", { name: "a place: --first, --last, --before, --after or --priority", command });
}
