import type { OutsideCommand } from "../engine/decide/command-schema.ts";
import type { Submitted } from "../engine/submit-command.ts";
import type { OperationContext } from "./context.ts";

export interface Applied {
  status: "applied" | "pending";
  command: string;
  item: string | null;
  seq: number | null;
}

/** Carries out a command on the workspace. Throws its refusal. */
export async function submit(context: OperationContext, command: OutsideCommand): Promise<Applied> {
  const { submitCommand } = await import("../engine/submit-command.ts");
  return appliedOf(await submitCommand(context.world, context.root(), command));
}

/** How a change was answered, as every surface tells it. */
export function appliedOf(submitted: Submitted): Applied {
  const { status, id } = submitted;
  return status === "pending"
    ? { status, command: id, item: null, seq: null }
    : { status, command: id, item: submitted.subject, seq: submitted.seq };
}
