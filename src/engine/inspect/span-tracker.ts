import type { EventEnvelope } from "../../events/envelope.ts";
import type { State } from "../../state/state.ts";
import { type Cause, classify } from "./classify.ts";
import type { Span } from "./span.ts";

/** Follows one item from when it was queued for a run until that run is over. Hand it each event with the state after it. */
export class SpanTracker {
  readonly item: string;
  readonly #run: string;
  readonly #spans: Span[] = [];
  #open: { cause: Cause; seq: number; from: number } | null = null;
  #latest = 0;
  #over = false;

  constructor(item: string, run: string) {
    this.item = item;
    this.#run = run;
  }

  /** What there is so far; a span that is still open ends at `now`. */
  spans(now: number): Span[] {
    const open = this.#open;
    return open ? [...this.#spans, { ...open.cause, seq: open.seq, from: open.from, millis: Math.max(0, now - open.from) }] : this.#spans;
  }

  get over(): boolean {
    return this.#over;
  }

  take(state: State, event: EventEnvelope): void {
    if (this.#over) return;
    // Time may go backwards; here it stands still then.
    const before = this.#latest;
    this.#latest = Math.max(this.#latest, state.time);
    const ends = event.type === "run.finished" && event.run === this.#run;
    const cause = ends ? null : classify(state, state.items.get(this.item), state.runs.get(this.#run));
    if (event.type === "owner.acquired") this.#ownerless(event.seq, before);
    if (ends) this.#over = true;
    if (same(cause, this.#open?.cause ?? null)) return;
    this.#close(this.#latest);
    this.#open = cause && { cause, seq: event.seq, from: this.#latest };
  }

  /** A new owner: since the last event nobody ran the workspace, unless an agent did or a person was waited for. */
  #ownerless(seq: number, since: number): void {
    if (this.#open?.cause.kind !== "runtime") return;
    const { stage } = this.#open.cause;
    this.#close(since);
    this.#open = { cause: { kind: "stopped", what: "nobody ran the workspace", stage }, seq, from: since };
  }

  #close(at: number): void {
    if (!this.#open) return;
    const { cause, seq, from } = this.#open;
    if (at > from) this.#spans.push({ ...cause, seq, from, millis: at - from });
  }
}

function same(a: Cause | null, b: Cause | null): boolean {
  return a?.kind === b?.kind && a?.what === b?.what && a?.stage === b?.stage;
}
