import { z } from "zod";
import { count, dollars, hash, tree, usage } from "../../events/common.ts";
import type { StageRunRequest } from "./stage-run-request.ts";

const inside = z.string().refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), "must stay in the workspace");
const file = z.object({ path: inside, hash });

/** Version 1 of the request, as a guard for what comes from disk or from another machine. */
export const stageRunRequestSchema: z.ZodType<StageRunRequest> = z.object({
  schema: z.literal("millrace.stage-request.v1"),
  attempt: z.string().min(1),
  run: z.string().min(1),
  visit: count,
  try: count,
  item: z.object({ id: z.string(), kind: z.string(), title: z.string(), revision: z.string(), document: inside }),
  plane: z.string(),
  loop: z.string(),
  stage: z.string().min(1),
  legalTerminals: z.array(z.string().min(1)).min(1),
  successTerminal: z.string().min(1),
  verifies: z.boolean(),
  plan: hash,
  runner: z.object({
    name: z.string().min(1),
    argv: z.array(z.string()),
    model: z.string().nullable(),
    effort: z.string().optional(),
    permission: z.enum(["report", "basic", "elevated", "maximum"]).optional(),
    structured: z.boolean().optional(),
    extraArgs: z.array(z.string()).optional(),
  }),
  prompt: file.nullable(),
  skills: z.array(file),
  tree: tree.nullable(),
  directory: inside,
  resultPath: inside,
  checks: z.array(z.string()),
  runCommands: z.array(z.string()),
  fixCommands: z.array(z.string()),
  previous: z.array(
    z.object({
      stage: z.string(),
      terminal: z.string(),
      summary: z.string(),
      visit: count.optional(),
      claimed: z.string().nullable().optional(),
      failure: z.string().nullable().optional(),
      directory: inside.optional(),
      refutedBy: z.array(z.object({ check: z.string(), exit: z.number().nullable(), output: inside })).optional(),
    }),
  ),
  limits: z.object({
    timeoutSeconds: z.number().positive(),
    graceSeconds: z.number().nonnegative(),
    outputBytes: count,
    tokens: count.optional(),
    costUsd: dollars.optional(),
    repeats: count.optional(),
    stallSeconds: z.number().nonnegative().optional(),
  }),
  env: z.object({ allow: z.array(z.string()), set: z.record(z.string(), z.string()) }),
  sandbox: z
    .object({
      workspace: z.enum(["write", "read"]),
      write: z.array(z.string()),
      hide: z.array(z.string()),
      network: z.union([z.literal("all"), z.literal("none"), z.array(z.string())]),
      homes: z.array(z.object({ variable: z.string().nullable(), otherwise: z.string(), file: z.boolean().optional() })),
    })
    .optional(),
  resume: z
    .object({ session: z.string().min(1), attempt: z.string().min(1), usage: usage.nullable() })
    .nullable()
    .optional(),
  price: z.object({ inputPerMillion: dollars, cachedPerMillion: dollars, outputPerMillion: dollars }).nullable().optional(),
});
