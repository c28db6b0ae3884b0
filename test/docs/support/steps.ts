import { blocksOf } from "./blocks.ts";

/** Commands that the reader pastes, and what has to appear. */
export interface Step {
  script: string;
  /** Lines in the order in which they appear; "…" stands for anything. */
  shown: string[];
  /** Of the commands in the text, from 1. */
  line: number;
}

const EXITS = /^(.*\S)\s+# exits with (\d+)$/;

/** The `sh` blocks of a guide, each with the `text` block that follows it. */
export function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  for (const { language, text: block, line } of blocksOf(text)) {
    const last = steps.at(-1);
    if (language === "sh") steps.push({ script: block, shown: [], line });
    else if (language === "text" && last) last.shown.push(...block.split("\n").filter((one) => one.trim() !== ""));
  }
  return steps;
}

/** A script for `sh` that ends with 97 when a line does not exit as its comment says. */
export function checkedScript(script: string): string {
  const lines = script.split("\n").map((line) => {
    const [, command, code] = EXITS.exec(line) ?? [];
    if (command === undefined) return line;
    return `{ ${command}; } && code=0 || code=$?; test "$code" = ${code} || { echo "exit $code, not ${code}: line $LINENO"; exit 97; }`;
  });
  return ["set -e", "exec 2>&1", ...lines].join("\n");
}

/** The first line that does not appear after the ones before it; null when all do. */
export function missingLine(output: string, shown: readonly string[]): string | null {
  let rest = output;
  for (const line of shown) {
    const found = pattern(line).exec(rest);
    if (!found) return line;
    rest = rest.slice(found.index + found[0].length);
  }
  return null;
}

function pattern(line: string): RegExp {
  const parts = line
    .trim()
    .split("…")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/ {2,}/g, "\\s+"));
  return new RegExp(parts.join(".*"));
}
