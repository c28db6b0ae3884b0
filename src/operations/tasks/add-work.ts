import type { OperationContext } from "../context.ts";
import { type Applied, submit } from "../submit.ts";
import { readOwner } from "../view/read-owner.ts";
import type { WorkInput } from "./task-params.ts";
import { type Adding, workCommand } from "./work-command.ts";
import { workFromFile } from "./work-from-file.ts";

export interface Added extends Applied {
  /** The role of the process that works here; null when the item waits for a start. */
  owner: string | null;
}

/** Queues work that is described by options, or the document of the file that the title names. */
export async function addWork(context: OperationContext, adding: Adding, input: WorkInput): Promise<Added> {
  const applied = await submit(context, workFromFile(context, adding, input) ?? workCommand(adding, input));
  const holder = readOwner(context.world, context.root());
  return { ...applied, owner: holder === null || holder.role === "command" ? null : holder.role };
}
