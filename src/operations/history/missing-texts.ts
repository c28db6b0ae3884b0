import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent } from "../../events/event.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { textOrNull } from "../../log/text-or-null.ts";
import { textProblem } from "../../log/text-problem.ts";
import type { LogProblem } from "../../log/verify-log.ts";
import type { FrozenPlan } from "../../plan/frozen-plan.ts";

/** A text that the log names by its hash, and the event that did so: the first for a plan and what it froze, the last in publishing. */
interface Named {
  seq: number;
  hash: string;
  /** In words, e.g. "the plan". */
  what: string;
}

/**
 * Whether the texts are there that the log names beside its own data: each plan, what it froze of prompts and skills, the listing
 * of the last sync and the plan of the last preflight. One that was redacted is not missing.
 */
export function missingTexts(fs: Fs, directory: string): { onEvent(event: EventEnvelope): void; problems(): LogProblem[] } {
  const plans = new Map<string, Named>();
  const published = new Map<string, Named>();
  const absent = (named: Named): boolean => textProblem(fs, directory, named.hash) === "it is missing";
  return {
    onEvent(envelope) {
      const { type, seq, data } = envelope as AnyEvent;
      if ((type === "plan.compiled" || type === "run.started") && !plans.has(data.plan))
        plans.set(data.plan, { seq, hash: data.plan, what: "the plan" });
      if (type === "publish.synced" && data.listing !== null)
        published.set("listing", { seq, hash: data.listing, what: "the listing of what was synced" });
      if (type === "publish.checked") published.set("plan", { seq, hash: data.plan, what: "the plan of the preflight" });
    },
    // Damaged bytes are told of every blob, named or not.
    problems() {
      const frozen = [...plans.values()].flatMap((plan) => filesOf(fs, directory, plan));
      const named = new Map<string, Named>();
      for (const one of [...plans.values(), ...frozen, ...published.values()]) if (!named.has(one.hash)) named.set(one.hash, one);
      return [...named.values()].filter(absent).map(({ seq, hash, what }) => ({
        seq,
        where: `blobs/${hash.slice(0, 2)}/${hash}`,
        problem: `${what} is missing`,
      }));
    },
  };
}

/** What a plan froze, as far as the plan itself can be read. */
function filesOf(fs: Fs, directory: string, { seq, hash }: Named): Named[] {
  const text = textOrNull(fs, directory, hash);
  if (text === null) return [];
  const { stages } = JSON.parse(text) as FrozenPlan;
  return Object.values(stages).flatMap(({ entrypoint, skills }) =>
    [...(entrypoint ? [entrypoint] : []), ...skills].map((file) => ({
      seq,
      hash: file.hash,
      what: `${file.path}, which plan ${hash.slice(0, 12)} froze,`,
    })),
  );
}
