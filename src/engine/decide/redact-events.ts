import type { AnyNewEvent } from "../../events/event.ts";
import type { PreparedRedaction } from "../../log/redact/prepare-redaction.ts";
import type { Stub } from "../../log/redact/stub-line.ts";
import { isLive } from "../../state/item-phase.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import type { Law } from "./law.ts";

/**
 * Announces that the free texts of events, and texts that plans name, leave the log: all of them or none. What live work still
 * needs is refused with what makes it harmless first; what holds no text any more changes nothing.
 */
export function redactEvents(state: State, command: CommandOf<"redactEvents">, law: Law): Decision {
  const { found } = command;
  if (!found) return happen();
  const [unknown] = found.unknown;
  if (unknown !== undefined) return refuse("redact.unknown", { seq: unknown, head: state.seq });
  const [refused] = found.refused;
  if (refused) return refuse("redact.unreadable", { ...refused });
  const [kept] = found.kept;
  if (kept !== undefined) return refuse("redact.needed", { hash: kept });
  const stubs = found.stubs.filter(({ texts }) => texts.length > 0);
  for (const stub of stubs) {
    const refusal = needed(state, stub, found);
    if (refusal) return refusal;
  }
  for (const text of found.texts) {
    const plan = planOf(state, text, law);
    if (plan !== null) return refuse("redact.live-plan", { hash: text, ...plan });
  }
  const { actor, reason } = command;
  const about = { actor, subject: "log" } as const;
  return happen(
    ...stubs.map((stub): AnyNewEvent => {
      const { seq, hash, sha, texts, blob, document } = stub;
      const data = { seq, hash, stub: sha, texts, blob: blob && { from: blob.from, to: blob.to }, document, reason };
      return { ...about, type: "log.redacted", cause: seq, data };
    }),
    ...redactedRuns(state, command),
    ...found.texts.map((blob): AnyNewEvent => ({ ...about, type: "text.redacted", cause: 0, data: { blob, reason } })),
  );
}

/** One event for each run whose files change. Files of live runs are left alone. */
function redactedRuns(state: State, { files, actor, reason }: CommandOf<"redactEvents">): AnyNewEvent[] {
  return [...new Set(files.map(({ run }) => run))].flatMap((id): AnyNewEvent[] => {
    const run = state.finishedRuns.get(id);
    const changed = files.filter((file) => file.run === id).map(({ path, from, to }) => ({ path, from, to }));
    return run
      ? [{ type: "run.redacted", actor, subject: run.item, run: id, cause: run.finishedAt, data: { files: changed, reason } }]
      : [];
  });
}

/** Why the texts of an event are still needed; null when they are not. */
function needed(state: State, { seq, type, subject, run, document }: Stub, found: PreparedRedaction): Decision | null {
  if (run !== null && state.runs.has(run)) return refuse("redact.live-run", { seq, run });
  const item = state.items.get(document?.item ?? "");
  if (item && item.documentAt === seq && isLive(item.phase)) {
    return refuse("redact.live-document", { seq, item: item.id, phase: item.phase });
  }
  if (type === "item.approved" && (state.items.get(subject)?.documentAt ?? 0) < seq && isLive(state.items.get(subject)?.phase ?? "done")) {
    return refuse("redact.live-document", { seq, item: subject, phase: state.items.get(subject)?.phase });
  }
  if (state.refusals.get(subject)?.at === seq) return refuse("redact.live-refusal", { seq, path: subject });
  if (seq === found.policyAt) return refuse("redact.live-policy", { seq });
  return null;
}

/** The plan in force, or that of a live run, which needs a text; null when none does. */
function planOf(state: State, text: string, law: Law): { plan: string; run: string | null } | null {
  const needs = (plan: string): boolean => plan === text || JSON.stringify(law.plan(plan)?.plan ?? {}).includes(text);
  if (state.plan && needs(state.plan.hash)) return { plan: state.plan.hash, run: null };
  const run = [...state.runs.values()].find(({ plan }) => needs(plan));
  return run ? { plan: run.plan, run: run.id } : null;
}
