import { z } from "zod";
import { itemKind, workFields } from "../../events/common.ts";
import { logPruned } from "../../events/types/log-pruned.ts";
import { publishFact } from "./publish-fact-schema.ts";

const reason = z.string().max(2000).nullable();
const item = z.string().min(1).max(200);
const settles = z.string().max(4096).nullable().optional();

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
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
    settles,
  }),
  z.strictObject({
    type: z.literal("reviseItem"),
    item,
    fields: workFields,
    document: z.string(),
    expect: z.string().min(1).max(64).nullable().optional(),
    settles,
  }),
  z.strictObject({
    type: z.literal("placeItems"),
    items: z.array(item).min(1).max(100_000),
    place: z.union([
      z.strictObject({ at: z.enum(["first", "last"]) }),
      z.strictObject({ at: z.enum(["before", "after"]), item }),
      z.strictObject({ at: z.literal("priority"), priority: z.number().int().min(-1_000_000).max(1_000_000) }),
    ]),
  }),
  z.strictObject({ type: z.literal("archiveItems"), items: z.array(item).max(100_000), reason }),
  z.strictObject({ type: z.literal("pruneLog"), pruned: logPruned.data }),
  z.strictObject({ type: z.literal("resolveIncident"), item, reason }),
  z.strictObject({ type: z.literal("retargetDependency"), item, from: item, to: item }),
  z.strictObject({ type: z.literal("repairLineage"), root: item.nullable() }),
  z.strictObject({
    type: z.literal("resolveRun"),
    run: item,
    outcome: z.enum(["committed", "failed", "again"]),
    commit: z.string().min(7).max(64).nullable(),
    reason,
  }),
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
  z.strictObject({ type: z.literal("publishStep"), fact: publishFact, after: z.int().nonnegative().nullable() }),
  z.strictObject({
    type: z.literal("redactEvents"),
    seqs: z.array(z.number().int().positive()).max(10_000),
    texts: z.array(z.string().length(64)).max(1000),
    files: z
      .array(z.strictObject({ run: item, path: z.string().max(4096), from: z.string().length(64), to: z.string().length(64) }))
      .max(100_000),
    reason,
  }),
]);

/** A command as it travels: without the id and the actor, which its envelope has. */
export type OutsideCommand = z.infer<typeof outsideCommand>;
