import type { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { operationError } from "../../operations/operation-error.ts";
import type { Paper } from "../text/paper.ts";
import { plain } from "../text/plain.ts";
import { wrap } from "../text/wrap.ts";

/** Two lines for a person: what was wrong, and what to do. With `debug`, the stack of an unexpected failure too. */
export function renderFailure(failure: MillraceError, paper: Paper, debug: boolean): string {
  const { code, message, fix, cause } = failure;
  const lines = [`${paper.red("error:")} ${plain(message)} ${paper.dim(`[${code}]`)}`];
  if (fix !== undefined) lines.push(`  ${plain(fix)}`);
  if (debug) lines.push(plain((cause instanceof Error ? cause.stack : undefined) ?? failure.stack ?? ""));
  return `${wrap(lines.join("\n"), paper.columns)}\n`;
}

/** The failure as `--json` gives it. */
export function failureJson(failure: MillraceError, streaming: boolean): string {
  return `${JSON.stringify({ ...(streaming ? { type: "result" } : {}), error: operationError(failure) })}\n`;
}
