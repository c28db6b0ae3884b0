import type { completion } from "../../operations/completion.ts";
import type { completionWords } from "../../operations/completion-words.ts";
import type { OutputOf } from "../../operations/define-operation.ts";

/** The script itself, for eval. */
export function renderCompletion({ script }: OutputOf<typeof completion>): string {
  return script;
}

/** A line for each word; nothing for none. */
export function renderCompletionWords({ candidates }: OutputOf<typeof completionWords>): string {
  return candidates.map(({ text, summary }) => `${text}\t${summary.replace(/[\t\n]/g, " ")}`).join("\n");
}
