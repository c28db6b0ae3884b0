import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { type Breakpoint, parseBreakpoint } from "../../engine/inspect/breakpoint.ts";
import { resolveMoment } from "../../engine/inspect/moment.ts";
import { Stepper } from "../../engine/inspect/stepper.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { positionAfter } from "../../operations/history/position-after.ts";
import { eventsOfRun } from "../../operations/history/run-story.ts";
import type { StepOrder } from "../../operations/inspect/step-order.ts";
import { planOf } from "../../operations/view/current-plan.ts";
import type { Shown } from "./step-screen.ts";

/** What a key asks for next: nothing, a line of text, or the end. */
export type Wish = { type: "key" } | { type: "line"; prompt: string; then: (text: string) => void } | { type: "quit" };

const KEY: Wish = { type: "key" };
const HELP =
  "→ n space: on · ← p: back · Home End: first, last · g: to a sequence or time · t: next of a type · r: next of a run · b: break on type X, stage X, run X or PATH = VALUE · d: drop the last break · c: to the next break · q: leave";

/** The walk of one person through the log: keys in, what is to be shown out. Knows nothing of terminals. */
export class StepSession {
  readonly #order: StepOrder;
  readonly #stepper: Stepper;
  readonly #breaks: { text: string; breakpoint: Breakpoint }[] = [];
  readonly #loops = new Map<string, FrozenLoop | null>();
  #note = "";

  constructor(order: StepOrder) {
    this.#order = order;
    this.#stepper = new Stepper(order.world, order.root);
    this.#stepper.goTo(order.at);
  }

  /** The sequence at which the walk stands. */
  get at(): number {
    return this.#stepper.state.seq;
  }

  shown(): Shown {
    return { stand: this.#stepper.stand, machine: this.#machine(), breakpoints: this.#breaks.map(({ text }) => text), note: this.#note };
  }

  /** Takes a key by its name: a character, or `right`, `left`, `home`, `end`, `return`. */
  key(name: string): Wish {
    this.#note = "";
    switch (name) {
      case "right":
      case "down":
      case "return":
      case " ":
      case "n":
        if (!this.#stepper.forward()) this.#note = "This is the last event";
        return KEY;
      case "left":
      case "up":
      case "p":
        if (!this.#stepper.back()) this.#note = "There is nothing before the first event";
        return KEY;
      case "home":
        this.#stepper.goTo(0);
        return KEY;
      case "end":
        this.#stepper.goTo(Number.MAX_SAFE_INTEGER);
        return KEY;
      case "g":
        return this.#ask("Go to SEQ or TIME: ", (text) => this.#goTo(text));
      case "t":
        return this.#ask("Next event of type: ", (text) => this.#seek([{ on: "type", type: text }], `No further event of type ${text}`));
      case "r":
        return this.#nextOfRun();
      case "b":
        return this.#ask("Break on (type X, stage X, run X, or PATH = VALUE): ", (text) => this.#addBreak(text));
      case "d":
        this.#note = this.#breaks.pop() ? "The last break was dropped" : "There is no break";
        return KEY;
      case "c":
        if (this.#breaks.length === 0) this.#note = "There is no break: b sets one";
        else
          this.#seek(
            this.#breaks.map(({ breakpoint }) => breakpoint),
            "No break is met up to the end of the log",
          );
        return KEY;
      case "q":
        return { type: "quit" };
      default:
        this.#note = HELP;
        return KEY;
    }
  }

  #ask(prompt: string, then: (text: string) => void): Wish {
    return { type: "line", prompt, then: (text) => text.trim() !== "" && then(text.trim()) };
  }

  #nextOfRun(): Wish {
    const run = this.#stepper.stand.event?.run ?? this.#order.run;
    const prompt = run ? `Next event of run [${run}]: ` : "Next event of run: ";
    const seek = (text: string): void => this.#seek([{ on: "run", run: text }], `No further event of run ${text}`);
    return { type: "line", prompt, then: (text) => (text.trim() || run ? seek(text.trim() || (run ?? "")) : undefined) };
  }

  #seek(breakpoints: Breakpoint[], otherwise: string): void {
    if (!this.#stepper.seek(breakpoints)) this.#note = otherwise;
  }

  #goTo(text: string): void {
    try {
      this.#stepper.goTo(resolveMoment(this.#order.world, this.#order.root, text, "the moment"));
    } catch (error) {
      if (!(error instanceof MillraceError)) throw error;
      this.#note = error.message;
    }
  }

  #addBreak(text: string): void {
    const breakpoint = parseBreakpoint(text);
    if (breakpoint) this.#breaks.push({ text, breakpoint });
    else this.#note = `Cannot break on "${text}": type run.moved · stage fixer · run ID · runs.ID.phase = stuck`;
  }

  /** The run of the event or the one that is followed; of a finished one the final state. */
  #machine(): Shown["machine"] {
    const run = this.#stepper.stand.event?.run ?? this.#order.run;
    if (!run) return null;
    const { runs, finishedRuns, seq } = this.#stepper.state;
    const live = runs.get(run);
    const over = finishedRuns.get(run);
    const { plan, loop: id } = live ?? over ?? {};
    const loop = plan === undefined || id === undefined ? null : this.#loopOf(plan, id);
    if (!loop) return null;
    if (live && !live.conclusion) {
      const { stage, context } = live.position;
      return { run, phase: `${live.phase}, visit ${live.visit}`, loop, stage, counters: { ...context.counters } };
    }
    const told = eventsOfRun(this.#order.world, this.#order.root, run).events.filter((event) => event.seq <= seq);
    return { run, phase: over ? `finished: ${over.outcome} (${over.reason})` : (live?.phase ?? ""), loop, ...positionAfter(told) };
  }

  #loopOf(plan: string, id: string): FrozenLoop | null {
    const key = `${plan}/${id}`;
    const known = this.#loops.get(key);
    if (known !== undefined) return known;
    let loop: FrozenLoop | null = null;
    try {
      loop = planOf(this.#order.world, this.#order.root, plan).loops[id] ?? null;
    } catch (error) {
      if (!(error instanceof MillraceError)) throw error; // a damaged plan keeps nobody from reading the events
    }
    this.#loops.set(key, loop);
    return loop;
  }
}
