import { defineOperation } from "./define-operation.ts";

export const completionWords = defineOperation({
  name: "completion.words",
  effect: "read",
  scope: "observe",
  details: "What the scripts of millrace completion ask at every TAB. A line is the word, a tab, and what it means.",
  params: {
    words: {
      type: "string[]",
      flag: "word",
      placeholder: "WORD",
      summary: "What was typed after the program's name, in order; the last one is completed",
    },
  },
  output: (z) => z.object({ candidates: z.array(z.object({ text: z.string(), summary: z.string() })) }),
  example: { words: ["queue", "s"] },
  async run(context, { words }) {
    const { commands = [] } = context;
    const { completeWords } = await import("./completion/complete-words.ts");
    const { knownValues } = await import("./completion/known-values.ts");
    const completion = await completeWords(commands, words, async (entry) => (await entry.load()).params);
    if (completion.type === "candidates") return { candidates: completion.candidates };
    const { name, prefix, candidates } = completion;
    return { candidates: candidates.length > 0 ? candidates : await knownValues(context, name, prefix) };
  },
});
