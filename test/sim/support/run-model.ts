import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { refutation } from "../../../machines/loop/step-loop.ts";
import type { AnyEvent, EventOf } from "../../../src/events/event.ts";
import type { SimOptions } from "./options.ts";
import { isHarness, simPlan } from "./sim-plan.ts";

interface Known {
  item: string;
  loop: string;
  stage: string;
  visit: number;
  visitLimit: number;
  settled: number;
  requested: Set<string>;
  current: string | null;
  retries: number;
  interruptions: number;
  timer: { id: string; set: number; after: number } | null;
  /** How the last attempt of the visit failed, and the session that it left. */
  failure: Failure | null;
  session: string | null;
  stuck: boolean;
  /** By check: whether it passed when it was last run, at a verdict or before delivery. */
  green: Map<string, { passed: boolean; tree: string | undefined }>;
  /** The tree that is to be delivered. */
  delivers: string | undefined;
  /** Of the present visit alone. */
  judged: Map<string, boolean>;
}

type Failure = NonNullable<EventOf<"attempt.ended">["data"]["failure"]>;

/** What is tried again and at last left to an operator, and what is left to one at once: neither ever moves a loop. */
const AGAIN: ReadonlySet<Failure> = new Set([
  "transport",
  "spawn_failed",
  "stall",
  "repeat",
  "model_error",
  "rate_limit",
  "session_unknown",
]);
const AGAIN_OF_AN_AGENT: ReadonlySet<Failure> = new Set(["timeout", "exit_nonzero"]);
const OPERATORS: ReadonlySet<Failure> = new Set(["auth", "billing", "refusal", "token_limit", "cost_limit"]);
/** After these a session is at its end. */
const NO_SESSION: ReadonlySet<Failure> = new Set(["repeat", "model_error", "session_unknown", "output_limit"]);

/** Milliseconds that a timer may be late beside its duration: what an owner does before it looks. */
const TIMER_SLACK = 2000;

/** A second opinion on runs: at most so many, each visit settled once by a legal terminal, each attempt ended once, all bounded. */
export class RunModel {
  readonly #live = new Map<string, Known>();
  readonly #seen = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #timers = new Set<string>();
  /** By item: the checks that must be green before it is done. */
  readonly #checks = new Map<string, readonly string[]>();
  /** By item: US dollars since an operator last reset it. */
  readonly #spent = new Map<string, number>();
  readonly #options: SimOptions;
  readonly #blame: (problem: string) => void;

  constructor(options: SimOptions, blame: (problem: string) => void) {
    this.#options = options;
    this.#blame = blame;
  }

  /** The most that were live at once. */
  peak = 0;

  get live(): number {
    return [...this.#live.values()].filter(({ stuck }) => !stuck).length;
  }

  /** An event at `now`, written by a life that began at `began`. */
  take(event: AnyEvent, at: { now: number; began: number }): void {
    if (event.type === "item.added") this.#checks.set(event.subject, event.data.kind === "task" ? event.data.fields.checks : []);
    if (event.type === "item.moved" && event.data.resetCounters) this.#spent.delete(event.subject);
    if (event.type === "run.started") this.#start(event);
    const run = this.#live.get(event.run ?? "");
    if (!run) return;
    const id = event.run ?? "";
    switch (event.type) {
      case "attempt.requested":
        this.#request(id, run, event);
        break;
      case "attempt.ended":
      case "attempt.lost":
        this.#end(id, run, event);
        break;
      case "run.moved":
      case "run.concluded":
        this.#settle(id, run, event);
        break;
      case "run.waiting":
        run.retries += 1;
        if (event.data.reason !== run.failure || this.#routeOf(run) !== "again")
          this.#blame(`${id} visit ${run.visit} waits for ${event.data.reason} after ${run.failure}`);
        if (run.retries > this.#options.retriesPerVisit) this.#blame(`${id} visit ${run.visit} is retried ${run.retries} times`);
        run.timer = { id: event.data.timer, set: at.now, after: event.data.after };
        return;
      case "timer.fired":
        this.#fire(id, run, event.data.timer, at);
        break;
      case "run.phase":
        if (event.data.to === "stuck") run.stuck = true;
        if (event.data.event === "RESOLVED") run.stuck = false;
        return;
      case "run.verified":
        for (const { check, passed, tree } of event.data.evidence) {
          run.green.set(check, { passed, tree: tree?.id });
          run.judged.set(check, passed);
        }
        return;
      case "delivery.intended":
        run.delivers = event.data.tree?.id;
        break;
      case "run.finished":
        this.#live.delete(id);
        this.#finish(id, run, event.data);
        if (event.data.outcome !== "done") return;
        for (const check of this.#checks.get(run.item) ?? []) {
          const evidence = run.green.get(check);
          if (evidence?.passed !== true || evidence.tree !== run.delivers) {
            this.#blame(`${id} is done with ${run.delivers}, but the last of check "${check}" is ${JSON.stringify(evidence)}`);
          }
        }
        break;
      default:
        break;
    }
  }

  #start(event: EventOf<"run.started">): void {
    const id = event.run ?? "";
    if (this.#seen.has(id)) this.#blame(`run ${id} began twice`);
    this.#seen.add(id);
    for (const [other, { item }] of this.#live) if (item === event.subject) this.#blame(`item ${item} has the runs ${other} and ${id}`);
    const { loop, position, visitLimit } = event.data;
    const none = {
      requested: new Set<string>(),
      current: null,
      retries: 0,
      interruptions: 0,
      timer: null,
      failure: null,
      session: null,
      stuck: false,
      delivers: undefined,
    };
    this.#live.set(id, {
      item: event.subject,
      loop,
      stage: position.stage,
      visit: 1,
      visitLimit,
      settled: 0,
      ...none,
      green: new Map(),
      judged: new Map(),
    });
    this.peak = Math.max(this.peak, this.live);
    if (this.live > this.#options.maxRuns) this.#blame(`${this.live} runs are live, the limit is ${this.#options.maxRuns}`);
  }

  #request(id: string, run: Known, { attempt = "", data }: EventOf<"attempt.requested">): void {
    if (run.current !== null) this.#blame(`${id} has the attempts ${run.current} and ${attempt} at once`);
    if (run.requested.has(attempt)) this.#blame(`attempt ${attempt} was ordered twice`);
    if (data.session !== undefined && (data.session !== run.session || run.failure === null || NO_SESSION.has(run.failure)))
      this.#blame(`${attempt} goes on with ${data.session} after ${run.failure} left ${run.session}`);
    const spent = this.#spent.get(run.item) ?? 0;
    if (this.#options.usdPerItem > 0 && spent >= this.#options.usdPerItem) this.#blame(`${attempt} was ordered after ${spent} USD`);
    run.requested.add(attempt);
    run.current = attempt;
    run.timer = null;
  }

  #end(id: string, run: Known, event: EventOf<"attempt.ended"> | EventOf<"attempt.lost">): void {
    const attempt = event.attempt ?? "";
    if (this.#ended.has(attempt) || run.current !== attempt)
      this.#blame(`the end of attempt ${attempt} was applied though ${run.current} is current`);
    this.#ended.add(attempt);
    run.current = null;
    run.failure = event.data.failure;
    if (event.data.session !== undefined) run.session = event.data.session;
    this.#spent.set(run.item, (this.#spent.get(run.item) ?? 0) + (event.data.usage?.costUsd ?? 0));
    if (event.type === "attempt.ended") return;
    run.interruptions += 1;
    if (run.interruptions > this.#options.interruptionsPerVisit + 1)
      this.#blame(`${id} visit ${run.visit} was lost ${run.interruptions} times`);
  }

  #settle(id: string, run: Known, event: EventOf<"run.moved"> | EventOf<"run.concluded">): void {
    const { visit, from, effective } = event.data;
    if (visit !== run.visit || from !== run.stage)
      this.#blame(`${id} visit ${visit} at ${from} was settled, but visit ${run.visit} at ${run.stage} is due`);
    if (run.current !== null) this.#blame(`${id} visit ${visit} was settled while ${run.current} is under way`);
    const loop = simPlan(this.#options).loops.get(run.loop)?.loop;
    if (!loop || !legalTerminals(loop, from).includes(effective))
      this.#blame(`${id} was moved by ${effective}, which is not legal at ${from}`);
    if (loop && refutation(loop, from, effective) !== null) {
      for (const check of this.#checks.get(run.item) ?? []) {
        if (run.judged.get(check) !== true) this.#blame(`${id} visit ${visit}: ${effective} counted, but check "${check}" is not green`);
      }
    }
    if (this.#routeOf(run) !== "work") this.#blame(`${id} visit ${visit} was moved by ${effective}, after ${run.failure}`);
    run.settled += 1;
    if (run.settled > run.visitLimit) this.#blame(`${id} has ${run.settled} visits, the proved bound is ${run.visitLimit}`);
    if (event.type === "run.concluded") return;
    Object.assign(run, { stage: event.data.to.stage, visit: visit + 1, retries: 0, interruptions: 0, judged: new Map() });
    Object.assign(run, { failure: null, session: null });
  }

  /** What says nothing of the work ends its run under its own name, and money only when it is spent. */
  #finish(id: string, run: Known, { outcome, reason }: EventOf<"run.finished">["data"]): void {
    if (outcome !== "blocked") return;
    const spent = this.#spent.get(run.item) ?? 0;
    if (reason === "usd_per_item" && spent < this.#options.usdPerItem) this.#blame(`${id} ended for money after ${spent} USD`);
    if (run.failure === null || this.#routeOf(run) === "work" || run.timer !== null) return;
    const others = ["usd_per_item", "interruptions_exhausted", "runtime_failed"];
    if (reason !== run.failure && !others.includes(reason)) this.#blame(`${id} ended with ${reason} after ${run.failure}`);
    const isEarly = this.#routeOf(run) === "again" && run.retries < this.#options.retriesPerVisit;
    if (isEarly && reason === run.failure) this.#blame(`${id} ended with ${reason} after ${run.retries} retries`);
  }

  #routeOf({ failure, stage }: Known): "again" | "operator" | "work" {
    if (failure === null) return "work";
    if (AGAIN.has(failure) || (isHarness(stage) && AGAIN_OF_AN_AGENT.has(failure))) return "again";
    return OPERATORS.has(failure) ? "operator" : "work";
  }

  #fire(id: string, run: Known, timer: string, { now, began }: { now: number; began: number }): void {
    if (this.#timers.has(timer)) this.#blame(`timer ${timer} fired twice`);
    this.#timers.add(timer);
    if (run.timer?.id !== timer) {
      this.#blame(`${id}: timer ${timer} fired, but ${run.timer?.id} was set`);
      return;
    }
    const late = now - Math.max(run.timer.set, began) - run.timer.after;
    if (late > TIMER_SLACK) this.#blame(`timer ${timer} of ${run.timer.after} ms fired ${late} ms later than its duration from restart`);
  }
}
