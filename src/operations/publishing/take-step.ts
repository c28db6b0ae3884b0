import type { PublishFact } from "../../engine/decide/publish-fact.ts";
import { submitCommand } from "../../engine/submit-command.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";

/**
 * Has a step of publishing recorded by whoever owns the workspace, and gives its sequence. Throws the refusal, and
 * `publish.no-owner` when nobody answered: the step may still be taken then, and its intent is settled by who comes next.
 */
export async function takeStep(context: OperationContext, fact: PublishFact, after: number | null = null): Promise<number> {
  const submitted = await submitCommand(context.world, context.root(), { type: "publishStep", fact, after });
  if (submitted.status === "pending") throw new MillraceError("publish.no-owner", { command: submitted.id });
  return submitted.seq;
}
