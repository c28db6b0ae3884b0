import type { OperationContext } from "../context.ts";
import { type Applied, submit } from "../submit.ts";
import type { WorkInput } from "./task-params.ts";
import { type Adding, workCommand } from "./work-command.ts";
import { workFromFile } from "./work-from-file.ts";

/** Queues work that is described by options, or the document of the file that the title names. */
export async function addWork(context: OperationContext, adding: Adding, input: WorkInput): Promise<Applied> {
  return await submit(context, workFromFile(context, adding, input) ?? workCommand(adding, input));
}
