import type { Zod } from "../define-operation.ts";

/** Up to which sequence the answer holds, and up to which that is durable. */
export const asOfSchema = (z: Zod) => ({
  asOf: z.number().describe("Sequence up to which this is known"),
  durable: z.number().describe("Sequence up to which the log says it is durable"),
});

export const errorSchema = (z: Zod) =>
  z.object({ code: z.string(), message: z.string(), fix: z.string().nullable(), retryable: z.boolean() });

/** How a change was answered. */
export const appliedSchema = (z: Zod) =>
  z.object({
    status: z.enum(["applied", "pending"]).describe("pending: the owner has it, and had not answered in time"),
    command: z.string().describe("Id of the command; the same id again gives the same answer"),
    item: z.string().nullable(),
    seq: z.number().nullable().describe("Sequence up to which it is applied; null while pending"),
  });

/** How an addition was answered, and who takes the item up. */
export const addedSchema = (z: Zod) =>
  appliedSchema(z).extend({
    owner: z.string().nullable().describe("The role of the process that works here (daemon, once); null when the item waits for a start"),
  });
