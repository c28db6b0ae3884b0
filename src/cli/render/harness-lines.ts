import type { HarnessEvent } from "../../runners/harness/harness-event.ts";
import type { Paper } from "../text/paper.ts";

/** Longest text of a tool call where the width of the screen is not known. */
const LONGEST = 400;
const LABEL = 8;

/** What a person is shown of a harness's event; "" for nothing. */
export function harnessLines(event: HarnessEvent, paper: Paper): string {
  switch (event.type) {
    case "text":
      return event.text.trim() === "" ? "" : `\n${event.text.trimEnd()}\n\n`;
    case "answer":
      return `${harnessLines({ type: "text", text: event.summary }, paper)}${labelled("result", event.terminal, paper.green, paper)}`;
    case "tool":
      return labelled(event.name, innerCommand(event.input), paper.cyan, paper);
    case "file":
      return labelled({ add: "write", update: "change", delete: "remove" }[event.change], event.path, paper.yellow, paper);
    case "usage": {
      const { input, cached, output, costUsd } = event.usage;
      const cost = costUsd === null ? "" : `, $${costUsd.toFixed(costUsd < 1 ? 4 : 2)}`;
      return labelled("tokens", `${grouped(input)} in (${grouped(cached)} cached), ${grouped(output)} out${cost}`, paper.dim, paper);
    }
    case "model":
      return event.name === "" ? "" : labelled("model", event.name, paper.dim, paper);
    case "error":
      return labelled("error", event.message, paper.red, paper);
    case "end":
      return event.ok ? labelled("end", "of its turn", paper.green, paper) : labelled("end", "of its turn: it failed", paper.red, paper);
    default:
      return "";
  }
}

/** What a shell is told to run, without the shell: codex tells `/bin/bash -lc '…'`. */
function innerCommand(input: string): string {
  const [, quote = "", inner = input] = /^(?:\S*\/)?(?:ba|z|da)?sh -l?c (['"])([\s\S]*)\1$/.exec(input) ?? [];
  return quote === '"' ? inner.replace(/\\(["\\$`])/g, "$1") : inner.replaceAll(`'"'"'`, "'");
}

/** One line: what lies beyond the first one, or beyond the edge, is only counted. */
function labelled(label: string, text: string, style: (text: string) => string, { columns }: Paper): string {
  const lines = text.trim().split("\n");
  const more = lines.length > 1 ? ` (+${lines.length - 1} lines)` : "";
  const width = Math.max(20, (columns ?? LONGEST) - LABEL - 4 - more.length);
  const [first = ""] = lines;
  const shown = [...first];
  const cut = shown.length > width ? `${shown.slice(0, width - 1).join("")}…` : first;
  return `  ${style(label.padEnd(LABEL))} ${cut}${more}\n`;
}

const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+$)/g, " ");
