import { defineOperation } from "./define-operation.ts";

export const completionWords = defineOperation({
  name: "completion.words",
  effect: "read",
  scope: "observe",
  details:
    "What the scripts of millrace completion ask at every TAB. A line is the word, a tab, and what it means; one without a word says that names of files may stand there too.",
  params: {
    words: {
      type: "string[]",
      flag: "word",
      placeholder: "WORD",
      summary: "What was typed after the program's name, in order; the last one is completed",
    },
  },
  output: (z) =>
    z.object({
      candidates: z.array(z.object({ text: z.string(), summary: z.string() })),
      files: z.boolean().describe("Names of files may stand there too"),
    }),
  example: { words: ["queue", "s"] },
  async run(context, { words }) {
    const { commands = [] } = context;
    const { completeWords } = await import("./completion/complete-words.ts");
    const { isPlace, knownValues } = await import("./completion/known-values.ts");
    let operation = "";
    const completion = await completeWords(commands, words, async (entry) => {
      operation = entry.name;
      return (await entry.load()).params;
    });
    const { candidates } = completion;
    if (completion.type === "candidates") return { candidates, files: false };
    const known = candidates.length > 0 ? candidates : await knownValues(context, { operation, ...completion });
    return { candidates: known, files: isPlace(completion.param) };
  },
});
