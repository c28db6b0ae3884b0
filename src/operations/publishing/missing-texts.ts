import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { loadText } from "../../log/load-text.ts";
import type { LogProblem } from "../../log/verify-log.ts";

/** Whether the texts are there that publishing goes on from: the listing of the last sync, and the plan of the last preflight. */
export function missingTexts(fs: Fs, directory: string): { onEvent(event: EventEnvelope): void; problems(): LogProblem[] } {
  const last = new Map<string, { seq: number; hash: string }>();
  return {
    onEvent(envelope) {
      const event = envelope as AnyEvent;
      if (event.type === "publish.synced" && event.data.listing !== null)
        last.set("the listing of what was synced", { seq: event.seq, hash: event.data.listing });
      if (event.type === "publish.checked") last.set("the plan of the preflight", { seq: event.seq, hash: event.data.plan });
    },
    problems() {
      return [...last].flatMap(([what, { seq, hash }]): LogProblem[] => {
        const problem = problemOf(fs, directory, hash);
        // Damaged bytes are told of every blob.
        return problem === "it is missing" ? [{ seq, where: `blobs/${hash.slice(0, 2)}/${hash}`, problem: `${what} is missing` }] : [];
      });
    },
  };
}

function problemOf(fs: Fs, directory: string, hash: string): string | null {
  try {
    loadText(fs, directory, hash);
    return null;
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.blob") return String(error.values.problem);
    throw error;
  }
}
