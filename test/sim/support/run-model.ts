import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { refutation } from "../../../machines/loop/step-loop.ts";
import type { AnyEvent, EventOf } from "../../../src/events/event.ts";
import type { SimOptions } from "./options.ts";
import { simPlan } from "./sim-plan.ts";

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
  stuck: boolean;
  /** By check: whether it passed when it was last run, at a verdict or before delivery. */
  green: Map<string, { passed: boolean; tree: string | undefined }>;
  /** The tree that is to be delivered. */
  delivers: string | undefined;
  /** Of the present visit alone. */
  judged: Map<string, boolean>;
}

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
  readonly #options: SimOptions;
  readonly #blame: (problem: string) => void;

  constructor(options: SimOptions, blame: (problem: string) => void) {
    this.#options = options;
    this.#blame = blame;
  }

  get live(): number {
    return [...this.#live.values()].filter(({ stuck }) => !stuck).length;
  }

  /** An event at `now`, written by a life that began at `began`. */
  take(event: AnyEvent, at: { now: number; began: number }): void {
    if (event.type === "item.added") this.#checks.set(event.subject, event.data.kind === "task" ? event.data.fields.checks : []);
    if (event.type === "run.started") this.#start(event);
    const run = this.#live.get(event.run ?? "");
    if (!run) return;
    const id = event.run ?? "";
    switch (event.type) {
      case "attempt.requested":
        this.#request(id, run, event.attempt ?? "");
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
    if (this.live > this.#options.maxRuns) this.#blame(`${this.live} runs are live, the limit is ${this.#options.maxRuns}`);
  }

  #request(id: string, run: Known, attempt: string): void {
    if (run.current !== null) this.#blame(`${id} has the attempts ${run.current} and ${attempt} at once`);
    if (run.requested.has(attempt)) this.#blame(`attempt ${attempt} was ordered twice`);
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
    run.settled += 1;
    if (run.settled > run.visitLimit) this.#blame(`${id} has ${run.settled} visits, the proved bound is ${run.visitLimit}`);
    if (event.type === "run.concluded") return;
    Object.assign(run, { stage: event.data.to.stage, visit: visit + 1, retries: 0, interruptions: 0, judged: new Map() });
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
