import type { z } from "zod";
import type { OperationContext } from "./context.ts";
import type { InputOf, Params } from "./params.ts";

/** zod itself, handed in: it costs 40 ms to import, and most commands need no schema. */
export type Zod = typeof z;

/** One typed action: the one door through which every surface acts. Its name, summary and place are in the registry. */
export interface Operation<P extends Params = Params, Schema extends z.ZodType = z.ZodType> {
  /** As in the registry, e.g. "queue.show". */
  name: string;
  /** `run` may take hours and reports progress. */
  effect: "read" | "change" | "run";
  scope: "observe" | "control";
  /** What a person should know beside the summary, in whole sentences. */
  details?: string;
  params: P;
  /** The schema of the result. */
  output: (z: Zod) => Schema;
  /** Gives its result in pieces: with --json one line for each, the last one of type "result". So do those that are told to follow. */
  streams?: boolean;
  example: { [Name in keyof P]?: InputOf<P>[Name] };
  /** The exit code for a result, by the table of design section 10; 0 when absent. */
  exit?(result: z.output<Schema>): number;
  /** Throws MillraceError for what is refused. */
  run(context: OperationContext, input: InputOf<P>): z.output<Schema> | Promise<z.output<Schema>>;
}

/** The result of an operation. */
export type OutputOf<Op> = Op extends { output: (z: Zod) => infer Schema extends z.ZodType } ? z.output<Schema> : never;

/** Defines an operation, so that its input and its result are typed by its parameters and its schema. */
export function defineOperation<const P extends Params, Schema extends z.ZodType>(operation: Operation<P, Schema>): Operation<P, Schema> {
  return operation;
}
