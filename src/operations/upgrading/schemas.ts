import type { Zod } from "../define-operation.ts";

/** What bringing an older workspace over would do, or did. */
export const importSchema = (z: Zod) =>
  z.object({
    line: z.string(),
    original: z.string().nullable().describe("Where the older tree lies, relative to the workspace; null in a preview that would move it"),
    config: z.string().nullable().describe("Where its configuration was kept, when it is not in the tree"),
    paused: z.string().nullable().describe("Why it is paused when it has come in"),
    items: z.array(
      z.object({
        id: z.string(),
        was: z.string().nullable().describe("The id that it had, where it had to get another"),
        kind: z.string(),
        title: z.string(),
        from: z.string().describe("Its phase there"),
        phase: z.string().describe("Its phase here"),
        path: z.string(),
        reason: z.string().nullable(),
        commands: z.number(),
        held: z.array(z.string()).describe("Commands of an agent's document, which wait for approval"),
        counters: z.record(z.string(), z.number()),
        dependsOn: z.array(z.string()),
      }),
    ),
    runs: z.array(
      z.object({ id: z.string(), item: z.string(), outcome: z.string(), reason: z.string(), stages: z.number(), directory: z.string() }),
    ),
    settings: z.array(
      z.object({
        from: z.string(),
        to: z.string().nullable(),
        value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
        note: z.string(),
      }),
    ),
    left: z.array(z.object({ path: z.string(), why: z.string() })),
  });

/** What becomes of the files that `init` installed. */
export const baselineSchema = (z: Zod) =>
  z.object({
    from: z.string().nullable().describe("The version that installed them; null when nothing says so"),
    changes: z.array(
      z.object({
        path: z.string(),
        action: z.enum(["current", "replace", "merge", "keep", "conflict", "missing", "removed", "unreadable"]),
        why: z.string(),
        writes: z.string().nullable().describe("The file that is written"),
      }),
    ),
    receipt: z.string().nullable().describe("Directory of what was replaced, once it was applied"),
  });
