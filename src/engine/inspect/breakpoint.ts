import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";

const COMPARISONS = { "=": 0, "!=": 0, "<": 0, "<=": 0, ">": 0, ">=": 0, "~": 0 } as const;
type Comparison = keyof typeof COMPARISONS;

/** What a walk through the log stops at. */
export type Breakpoint =
  /** An event of this type, or of its group: `run` stands for all of runs. */
  | { on: "type"; type: string }
  | { on: "run"; run: string }
  /** A run enters this stage or final state. */
  | { on: "stage"; stage: string }
  /** A member of the state becomes so: it is now, and was not before the event. */
  | { on: "state"; path: string[]; comparison: Comparison; value: string };

/**
 * Reads `type run.moved`, `run fix-login-1`, `stage fixer`, or a predicate over the state, such as
 * `runs.fix-login-1.phase = stuck` or `items.fix-login.counters.fixCycles >= 2` (`~`: contains). Null for anything else.
 */
export function parseBreakpoint(text: string): Breakpoint | null {
  const words = text.trim().split(/\s+/);
  const [first = "", second = "", third = ""] = words;
  if (words.length === 2) {
    if (first === "type") return { on: "type", type: second };
    if (first === "run") return { on: "run", run: second };
    if (first === "stage") return { on: "stage", stage: second };
  }
  if (words.length < 3 || !Object.hasOwn(COMPARISONS, second)) return null;
  return { on: "state", path: first.split("."), comparison: second as Comparison, value: [third, ...words.slice(3)].join(" ") };
}

/** Whether the event itself is what is waited for; a predicate over the state needs `holds` on both sides of it. */
export function isMetBy(breakpoint: Breakpoint, event: EventEnvelope): boolean {
  switch (breakpoint.on) {
    case "type":
      return event.type === breakpoint.type || event.type.startsWith(`${breakpoint.type}.`);
    case "run":
      return event.run === breakpoint.run;
    case "stage":
      return stageEntered(event as AnyEvent) === breakpoint.stage;
    case "state":
      return false;
  }
}

function stageEntered(event: AnyEvent): string | null {
  if (event.type === "run.started") return event.data.position.stage;
  if (event.type === "run.moved") return event.data.to.stage;
  return event.type === "run.concluded" ? event.data.final : null;
}

/** Whether a predicate is true of a state; false where the path leads nowhere. */
export function holds({ path, comparison, value }: Extract<Breakpoint, { on: "state" }>, state: State): boolean {
  const found = path.reduce<unknown>(member, state);
  if (found === undefined) return comparison === "!=" && value !== "undefined";
  const text = typeof found === "string" ? found : JSON.stringify(found instanceof Map ? [...found.keys()] : found);
  const [left, right] = typeof found === "number" ? [found, Number(value)] : [text, value];
  switch (comparison) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "~":
      return text.includes(value);
  }
}

function member(value: unknown, name: string): unknown {
  if (value instanceof Map) return name === "size" ? value.size : value.get(name);
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
