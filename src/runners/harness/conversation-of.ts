import type { Counts, Hearing } from "../adapter.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import { costBy, minus, plus } from "../watch/spending.ts";
import type { Digest } from "./digest.ts";

/**
 * What an attempt used by itself, and what is needed to go on with its session. Money is reckoned by the configuration's price
 * where there is one, else as the harness tells it.
 */
export function conversationOf(
  { resume, price }: Pick<StageRunRequest, "resume" | "price">,
  { session, model, usage, spent }: Pick<Digest, "session" | "model" | "usage" | "spent">,
  counts: Counts,
): Hearing {
  // A harness that began another session has begun to count anew as well.
  const before = counts === "session" && resume?.session === session ? (resume?.usage ?? null) : null;
  // Of one that was ended before it told its sum, its answers tell.
  const own = usage === null ? spent : before === null ? usage : minus(usage, before);
  return {
    usage: own === null ? null : { ...own, costUsd: costBy(own, price) },
    session: session !== null && isSession(session) ? session : null,
    model,
    sessionUsage: counts === "session" ? (usage ?? (spent === null ? null : plus(spent, before))) : null,
  };
}

/** It becomes an argument of a command line: of anything else no session is made. */
function isSession(text: string): boolean {
  return /^[A-Za-z0-9][\w.:@+=-]{0,199}$/.test(text);
}
