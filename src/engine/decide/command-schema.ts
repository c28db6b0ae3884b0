import { z } from "zod";
import { itemKind, workFields } from "../../events/common.ts";

const reason = z.string().max(2000).nullable();
const item = z.string().min(1).max(200);

/**
 * Commands that may come from outside this process, by mailbox or socket. Everything else (results of effects) only the
 * owner itself may say.
 */
export const outsideCommand = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("addItem"),
    kind: itemKind,
    item: item.nullable(),
    slug: z.string().min(1).max(200),
    fields: workFields,
    document: z.string().nullable(),
    body: z.string(),
  }),
  z.strictObject({ type: z.literal("reviseItem"), item, fields: workFields, document: z.string() }),
  z.strictObject({ type: z.literal("removeItem"), item, reason }),
  z.strictObject({ type: z.literal("unblockItem"), item, reset: z.boolean(), reason }),
  z.strictObject({ type: z.literal("retryItem"), item, reset: z.boolean(), reason }),
  z.strictObject({ type: z.literal("cancelItem"), item, reason }),
  z.strictObject({ type: z.literal("approveItem"), item, reason }),
  z.strictObject({
    type: z.literal("moveRuntime"),
    event: z.enum(["PAUSED", "RESUMED", "STOP_REQUESTED"]),
    source: z.string().min(1).max(100),
    reason,
    /** With a stop: end the stages under way too. */
    now: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("reload") }),
]);

/** A command as it travels: without the id and the actor, which its envelope has. */
export type OutsideCommand = z.infer<typeof outsideCommand>;
