import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const queueArchive = defineOperation({
  name: "queue.archive",
  effect: "change",
  scope: "control",
  details: "All of the named ones, or none. Their documents move to the archive; what depends on them waits until it is told otherwise.",
  params: {
    items: { type: "string[]", positional: 0, placeholder: "ID...", summary: "Blocked items" },
    all: { type: "boolean", summary: "All that are blocked now" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: (z) => appliedSchema(z).extend({ items: z.array(z.string()).describe("What was archived") }),
  example: { items: ["fix-login"], reason: "not wanted any more" },
  async run(context, { items, all, reason }) {
    const command = "queue archive-blocked";
    if (all && items.length > 0) throw new MillraceError("cli.conflict", { a: "ids", b: "--all", command });
    if (!all && items.length === 0) throw new MillraceError("cli.missing", { name: "an ID, or --all", command });
    const { withView } = await import("./view/with-view.ts");
    const blocked = all ? await withView(context, (view) => view.items({ phases: ["blocked"] }).map(({ id }) => id)) : items;
    const applied = await submit(context, { type: "archiveItems", items: blocked, reason: reason ?? null });
    return { ...applied, items: [...new Set(blocked)] };
  },
});
