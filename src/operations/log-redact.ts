import { defineOperation } from "./define-operation.ts";

export const logRedact = defineOperation({
  name: "log.redact",
  effect: "change",
  scope: "control",
  details:
    "Takes the free texts of events out of the log, and out of everything that was derived from it: a stub of the same length and the same hash stands in each line, and a log.redacted event names it, so that the log still verifies and says what was redacted, by whom, when and why. With --find the text itself is read from standard input, and every event, blob and file of a run that holds it is found; it never stands in the arguments or in the log. What live work still needs is refused with what makes it harmless first. The hashes stay, by which a short secret could be guessed: renew the secret as well. Doing it again does no harm.",
  params: {
    events: { type: "string[]", positional: 0, placeholder: "SEQ...", summary: "Events, by sequence" },
    find: { type: "boolean", summary: "Read a text from standard input, and redact all that holds it" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log; without the text itself" },
    dryRun: { type: "boolean", summary: "Only say what holds it and what would be changed" },
  },
  output: (z) => {
    const found = z.object({ seq: z.number(), type: z.string(), subject: z.string(), texts: z.array(z.string()) });
    return z.object({
      status: z
        .enum(["planned", "redacted", "unchanged", "announced", "pending"])
        .describe("unchanged: nothing held it any more. announced: the next owner takes the bytes out. pending: the owner has it"),
      seq: z.number().nullable().describe("Sequence up to which it is applied"),
      events: z.array(z.number()).describe("Events that were asked for or found"),
      found: z.array(found).describe("Events that hold the text, and where in their data"),
      named: z.array(found).describe("Events in which the text is part of a name, an id or a path, and stays"),
      texts: z.array(z.string()).describe("Prompts, skills and plans that hold the text, by hash"),
      masked: z.array(z.string()).describe("Files in which the text is overwritten with asterisks"),
      left: z.array(z.object({ path: z.string(), note: z.string() })).describe("Files that go on holding it, and what to do"),
      beyond: z.array(z.string()).describe("Where nobody has looked"),
    });
  },
  example: { events: ["41"], reason: "a token in the task's text" },
  async run(context, input) {
    const { performRedact } = await import("./redact/perform-redact.ts");
    return await performRedact(context, input);
  },
});
