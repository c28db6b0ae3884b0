import { edgesOf } from "../../../machines/loop/diagram/edges.ts";
import { limitsText } from "../../../machines/loop/diagram/limits-text.ts";
import type { LiveState } from "../../../machines/loop/diagram/live-state.ts";
import { stateOrder } from "../../../machines/loop/diagram/state-order.ts";
import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import type { Paper } from "../text/paper.ts";

/** A loop as lines of text, one for each state with its ways out, the live state marked by an arrow. */
export function machineLines(loop: FrozenLoop, live: LiveState, paper: Paper): string[] {
  const edges = edgesOf(loop);
  const order = stateOrder(loop);
  const width = Math.max(...order.map((name) => name.length));
  const room = Math.max(40, (paper.columns ?? 140) - width - 4);
  const limits = limitsText(loop, live);
  return [
    paper.dim(`${loop.id} version ${loop.version}${limits === "" ? "" : `  ${limits}`}`),
    ...order.map((name) => {
      const ways = edges.filter(({ from }) => from === name).map(({ to, labels }) => `${namesOf(labels)} → ${to}`);
      const text = ways.length === 0 ? "end" : ways.join(" · ");
      const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
      return name === live.stage
        ? paper.cyan(paper.bold(`▶ ${name.padEnd(width)}  ${shown}`))
        : `  ${name.padEnd(width)}  ${paper.dim(shown)}`;
    }),
  ];
}

/** The terminals alone, whose guards are what the limits in the heading say; of a choice, its guards. */
function namesOf(labels: readonly string[]): string {
  return [...new Set(labels.map((label) => /^\[[^\]]*\]/.exec(label)?.[0] ?? label.split(" ")[0] ?? ""))]
    .filter((name) => name !== "")
    .join(", ");
}
