import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";

export const queueEdit = defineOperation({
  name: "queue.edit",
  effect: "change",
  scope: "control",
  details:
    "In a terminal your editor opens (VISUAL, EDITOR, else vi). The whole document is taken as its next revision; one that is no document is refused with its line, and nothing is changed. Instead of an id it may be the path of a file that was set aside: it is taken once it is mended.",
  params: {
    item: {
      type: "string",
      positional: 0,
      required: true,
      placeholder: "ID|PATH",
      summary: "A queued or blocked item, or a file that was set aside",
    },
    file: { type: "string", placeholder: "FILE", summary: "The document, from a file" },
    stdin: { type: "boolean", summary: "The document, from standard input" },
    document: { type: "string", placeholder: "TEXT", summary: "The document itself" },
    expect: { type: "string", placeholder: "REV", summary: "Refuse when the item has another revision; the beginning of its hash will do" },
  },
  output: appliedSchema,
  example: { item: "fix-login", file: "fix-login.md" },
  async run(context, input) {
    const { editWork } = await import("./tasks/edit-work.ts");
    return await editWork(context, input);
  },
});
