import type { EventEnvelope } from "../events/envelope.ts";
import type { AnyEvent } from "../events/event.ts";
import type { Failure } from "../kernel/errors/millrace-error.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import { sha256 } from "../kernel/sha256.ts";
import type { EventLog } from "../log/event-log.ts";
import { evolve } from "../state/evolve.ts";
import type { Receipt, State } from "../state/state.ts";
import type { Command } from "./decide/command.ts";
import type { Decision } from "./decide/decision.ts";
import type { Law } from "./decide/law.ts";
import { decide } from "./decide.ts";
import type { PlanBook } from "./plan-book.ts";
import type { Redactor } from "./redactor.ts";

/** How a command ended. `subject` is what it was about, e.g. a new item's id; `events` are those that it led to now, none when it was answered before. */
export type Answer =
  | { status: "applied"; seq: number; subject: string | null; events: AnyEvent[] }
  | { status: "rejected"; seq: number; failure: Failure };

/**
 * The one writer: decides a command on the state, makes its events durable, and only then folds them. Blocking from
 * decision to fold, so that no two decisions are taken on the same state.
 */
export class Store {
  readonly state: State;
  readonly log: EventLog;
  readonly plans: PlanBook;
  readonly #clock: Clock;
  readonly #redactor: Redactor;
  #first: (command: Command) => Failure | null = () => null;
  readonly #listeners: ((events: readonly AnyEvent[]) => void)[] = [];

  constructor(parts: { state: State; log: EventLog; plans: PlanBook; redactor: Redactor; clock: Clock }) {
    this.state = parts.state;
    this.log = parts.log;
    this.plans = parts.plans;
    this.#redactor = parts.redactor;
    this.#clock = parts.clock;
  }

  /** Calls `listener` with the events of each decision once they are durable and folded. */
  listen(listener: (events: readonly AnyEvent[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Calls `first` before a command is decided: it may apply others, and refuses the command by what it gives. */
  before(first: (command: Command) => Failure | null): void {
    this.#first = first;
  }

  /** Throws what the log throws (`log.disk`, `log.fenced` …): nothing of the command then happened. */
  apply(command: Command): Answer {
    const before = this.state.receipts.get(command.id);
    if (before) return answered(before);
    const failure = this.#first(command);
    const decision: Decision = failure
      ? { ok: false, failure }
      : decide(this.state, this.#redactor.informed(command, this.state), this.#law());
    const fromOutside = command.actor !== "runtime";
    if (!decision.ok) {
      if (fromOutside) this.#settle(command, decision);
      return { status: "rejected", seq: this.state.seq, failure: decision.failure };
    }
    if (decision.events.length === 0) {
      const events = fromOutside ? this.#settle(command, decision) : [];
      return { status: "applied", seq: this.state.seq, subject: null, events };
    }
    if (command.type === "redactEvents") this.#redactor.stage(decision.events);
    const written = this.log.appendNow(decision.events, fromOutside ? { command: command.id } : {});
    const events = command.type === "redactEvents" ? this.#redact(written) : this.#commit(written);
    return { status: "applied", seq: this.state.seq, subject: events[0]?.subject ?? null, events };
  }

  /**
   * Applies commands of which none looks at what another one changes, with one sync for them all; what is refused, or was answered before,
   * is settled after the others. Throws as `apply` does: nothing of those that were not settled by themselves then happened.
   */
  applyTogether(commands: readonly Command[]): Answer[] {
    const answers = new Map<Command, Answer>();
    const decided = commands.flatMap((command) => {
      if (this.state.receipts.has(command.id) || this.#first(command) !== null) return [];
      const decision = decide(this.state, command, this.#law());
      return decision.ok && decision.events.length > 0 ? [{ command, events: decision.events }] : [];
    });
    const written = this.log.appendTogetherNow(decided.map(({ command, events }) => ({ events, command: command.id }))) as AnyEvent[][];
    for (const [index, { command }] of decided.entries()) {
      const events = written[index] ?? [];
      for (const event of events) evolve(this.state, event);
      answers.set(command, { status: "applied", seq: this.state.seq, subject: events[0]?.subject ?? null, events });
    }
    for (const events of written) this.#tell(events);
    return commands.map((command) => answers.get(command) ?? this.apply(command));
  }

  /** Appends facts that no decision is needed for (ownership, marks). */
  record(events: Parameters<EventLog["appendNow"]>[0]): AnyEvent[] {
    return this.#commit(this.log.appendNow(events));
  }

  /** Appends a sync mark, so that a reader knows all before it to be durable; nothing where the last event is one. */
  mark(): void {
    const marked = this.log.mark();
    if (marked) this.#commit([marked]);
  }

  #law(): Law {
    return { now: this.#clock.wall(), hash: sha256, plan: (hash) => this.plans.get(hash) };
  }

  /** The announcement is durable. The texts leave the log and the state before anybody hears of it, so that whoever projects it sees none. */
  #redact(announced: EventEnvelope[]): AnyEvent[] {
    for (const event of announced) evolve(this.state, event);
    this.#redactor.finish(this.log, this.state);
    return this.#tell(announced as AnyEvent[]);
  }

  /** Remembers the answer to a command that changed nothing, so that its repetition gets the same. */
  #settle(command: Command, decision: Decision): AnyEvent[] {
    const { code, values } = decision.ok ? { code: null, values: {} } : decision.failure;
    const status = decision.ok ? "applied" : "rejected";
    const settled = { type: "command.settled", actor: command.actor, subject: command.type, cause: 0, data: { status, code, values } };
    return this.#commit(this.log.appendNow([settled as Parameters<EventLog["appendNow"]>[0][number]], { command: command.id }));
  }

  #commit(written: EventEnvelope[]): AnyEvent[] {
    const events = written as AnyEvent[];
    for (const event of events) evolve(this.state, event);
    return this.#tell(events);
  }

  #tell(events: AnyEvent[]): AnyEvent[] {
    for (const listener of this.#listeners) listener(events);
    return events;
  }
}

function answered(receipt: Receipt): Answer {
  if (receipt.status === "applied") return { status: "applied", seq: receipt.seq, subject: receipt.subject, events: [] };
  const failure = { code: receipt.code, values: receipt.values ?? {} } as Failure;
  return { status: "rejected", seq: receipt.seq, failure };
}
