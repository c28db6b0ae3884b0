import type { Item } from "../../state/item.ts";
import type { Zod } from "../define-operation.ts";
import type { Waiting } from "../view/wait-of.ts";

/** One line of a work item, as lists give it. */
export const itemRowSchema = (z: Zod) =>
  z.object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    phase: z.string(),
    priority: z.number(),
    dependsOn: z.array(z.string()),
    checks: z.array(z.string()),
    paths: z.array(z.string()),
    runs: z.number(),
    lastRun: z.string().nullable(),
    reason: z.string().nullable(),
    waiting: waitingSchema(z).nullable(),
    changedAt: z.number().describe("Sequence of the latest event about it"),
  });

export const waitingSchema = (z: Zod) =>
  z.object({
    code: z.enum(["dependency", "lock", "slot", "runs", "money", "no-loop", "approval"]),
    text: z.string(),
    for: z.string().nullable(),
    phase: z.string().nullable().describe("Of the item that it waits for"),
    stuck: z.boolean().describe("It will not pass by itself"),
  });

export interface ItemRow {
  id: string;
  kind: string;
  title: string;
  phase: string;
  priority: number;
  dependsOn: string[];
  checks: string[];
  paths: string[];
  runs: number;
  lastRun: string | null;
  reason: string | null;
  waiting: Waiting | null;
  changedAt: number;
}

export function itemRow(item: Item, waiting: Waiting | null): ItemRow {
  const { title, dependsOn, checks, paths } = item.fields;
  const { id, kind, phase, priority, runs, lastRun, reason, changedAt } = item;
  return { id, kind, title, phase, priority, dependsOn, checks, paths, runs, lastRun, reason, waiting, changedAt };
}
