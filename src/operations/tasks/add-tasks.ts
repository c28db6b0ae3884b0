import { z } from "zod";
import type { OutsideCommand } from "../../engine/decide/command-schema.ts";
import { submitCommands } from "../../engine/submit-command.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import { inputSchema } from "../input-schema.ts";
import { operationError } from "../operation-error.ts";
import { appliedOf } from "../submit.ts";
import { inBatches } from "./in-batches.ts";
import { type TaskInput, taskParams } from "./task-params.ts";
import { workCommand } from "./work-command.ts";

const schema = inputSchema({ params: taskParams }, z);

interface Asked {
  line: number;
  command: OutsideCommand | MillraceError;
}

/** Adds the task of each line; answers in the order of the lines. A line that cannot be read is refused, the others are not. */
export async function addTasks(context: OperationContext): Promise<{ applied: number; pending: number; refused: number }> {
  if (context.lines === null) throw new MillraceError("cli.missing", { name: "lines on standard input", command: "add-tasks" });
  const counts = { applied: 0, pending: 0, refused: 0 };
  for await (const batch of inBatches(numbered(context.lines), { most: 500, quietMillis: 50 })) {
    if (context.signal.aborted) throw context.signal.reason;
    await settle(
      context,
      batch.map(({ line, text }): Asked => ({ line, command: commandOf(line, text) })),
      counts,
    );
  }
  return counts;
}

async function settle(
  context: OperationContext,
  asked: readonly Asked[],
  counts: { applied: number; pending: number; refused: number },
): Promise<void> {
  const commands = asked.flatMap(({ command }) => (command instanceof MillraceError ? [] : [command]));
  const answers = commands.length === 0 ? [] : await submitCommands(context.world, context.root(), commands);
  let next = 0;
  for (const { line, command } of asked) {
    const answer = command instanceof MillraceError ? command : answers[next++];
    if (answer === undefined) throw new Error("A command was not answered");
    if (answer instanceof MillraceError) {
      counts.refused++;
      context.progress({ type: "answer", line, status: "rejected", item: null, seq: null, error: operationError(answer) });
      continue;
    }
    const { status, item, seq } = appliedOf(answer);
    counts[status]++;
    context.progress({ type: "answer", line, status, item, seq, error: null });
  }
}

async function* numbered(lines: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() !== "") yield { line, text };
  }
}

function commandOf(line: number, text: string): OutsideCommand | MillraceError {
  const bad = (problem: string): MillraceError => new MillraceError("item.bad-document", { where: "standard input", line, problem });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) return bad(parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the line"}: ${message}`).join("; "));
  try {
    return workCommand({ kind: "task", command: "add-task" }, parsed.data as unknown as TaskInput);
  } catch (error) {
    if (error instanceof MillraceError) return error;
    throw error;
  }
}
