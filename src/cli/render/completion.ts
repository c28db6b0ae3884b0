import type { completion } from "../../operations/completion.ts";
import type { completionWords } from "../../operations/completion-words.ts";
import type { OutputOf } from "../../operations/define-operation.ts";

/** The script itself, for eval. */
export function renderCompletion({ script }: OutputOf<typeof completion>): string {
  return script;
}

/** A line for each word; one without a word for file names. */
export function renderCompletionWords({ candidates, files }: OutputOf<typeof completionWords>): string {
  const lines = candidates.map(({ text, summary }) => `${text}\t${summary.replace(/[\t\n]/g, " ")}`);
  return [...lines, ...(files ? ["\tfiles"] : [])].join("\n");
}
