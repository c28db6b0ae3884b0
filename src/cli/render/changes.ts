import type { Paper } from "../text/paper.ts";

export interface ShownChange {
  path: readonly string[];
  before?: unknown;
  after?: unknown;
}

/** One line for each change: `+` what is new, `-` what is gone, `~` what is another; whole objects by their telling members. */
export function changeLines(changes: readonly ShownChange[], paper: Paper): string[] {
  const room = Math.max(30, (paper.columns ?? 160) - 4);
  return changes.map(({ path, ...sides }) => {
    const name = path.join(".");
    const added = !("before" in sides);
    const removed = !("after" in sides);
    const left = room - name.length - 2;
    if (added) return `${paper.green("+")} ${name}  ${paper.green(shortly(sides.after, left))}`;
    if (removed) return `${paper.red("-")} ${name}  ${paper.red(shortly(sides.before, left))}`;
    if (Array.isArray(sides.before) && Array.isArray(sides.after) && sides.after.length !== sides.before.length) {
      const last = sides.after.length > sides.before.length ? sides.after.at(-1) : undefined;
      const counts = `${sides.before.length} → ${sides.after.length} entries`;
      return `${paper.yellow("~")} ${name}  ${counts}${last === undefined ? "" : `, last ${paper.green(shortly(last, left - counts.length - 7))}`}`;
    }
    const half = Math.floor((left - 4) / 2);
    return `${paper.yellow("~")} ${name}  ${paper.red(shortly(sides.before, half))} ${paper.dim("→")} ${paper.green(shortly(sides.after, half))}`;
  });
}

const TELLING = ["id", "kind", "item", "phase", "outcome", "reason", "stage", "status", "role"];

/** A value in one line, cut to a width. */
function shortly(value: unknown, width: number): string {
  const text =
    isRecord(value) && Object.keys(value).length > 4 ? told(value) : typeof value === "string" ? oneLine(value) : JSON.stringify(value);
  const most = Math.max(12, width);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function told(value: Record<string, unknown>): string {
  const members = TELLING.filter((name) => typeof value[name] === "string").map((name) => `${name} ${oneLine(String(value[name]))}`);
  return members.length > 0 ? `{ ${members.join(", ")}, … }` : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const oneLine = (text: string): string => (text === "" ? '""' : text.replace(/\s*\n\s*/g, " ⏎ "));
