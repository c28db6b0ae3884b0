import type { Zod } from "../define-operation.ts";

export const treeSchema = (z: Zod) => z.object({ kind: z.enum(["git", "manifest"]), id: z.string() }).nullable();

export const evidenceSchema = (z: Zod) =>
  z.object({
    check: z.string(),
    command: z.string(),
    tree: z.object({ kind: z.enum(["git", "manifest"]), id: z.string() }),
    passed: z.boolean(),
    exit: z.number().nullable(),
    timedOut: z.boolean(),
    millis: z.number(),
    output: z.string().describe("Relative to the run's directory"),
    outputHash: z.string().nullable().optional().describe("SHA-256 of the output; absent in older logs"),
  });

export const usageSchema = (z: Zod) =>
  z.object({ input: z.number(), cached: z.number(), output: z.number(), reasoning: z.number(), costUsd: z.number().nullable() }).nullable();

const conversationSchema = (z: Zod) => ({
  session: z.string().nullable().optional().describe("The harness's conversation; absent where the runner has none"),
  model: z.string().nullable().optional().describe("The model that really answered, where the harness tells"),
  sessionUsage: usageSchema(z).optional().describe("What the session had counted in all, where the harness counts so"),
});

const attemptSchema = (z: Zod) =>
  z.object({
    id: z.string(),
    seq: z.number(),
    try: z.number(),
    runner: z.string(),
    requested: z.iso.datetime(),
    request: z.string().describe("SHA-256 of the request"),
    treeBefore: treeSchema(z),
    session: z.string().nullable().describe("The conversation of an earlier attempt with which it goes on"),
    model: z.string().nullable().describe("The model that its binding names"),
    ended: z
      .object({
        claimed: z.string().nullable(),
        failure: z.string().nullable(),
        detail: z.string(),
        exit: z.number().nullable(),
        signal: z.string().nullable(),
        millis: z.number(),
        outputBytes: z.number(),
        tree: treeSchema(z),
        changed: z.array(z.string()),
        protectedChanged: z.array(z.string()),
        outsideChanged: z.array(z.string()).optional().describe("Outside the paths that the item declares; absent where it declares none"),
        usage: usageSchema(z),
        artifacts: z.array(z.object({ name: z.string(), hash: z.string(), bytes: z.number() })),
        summary: z.string(),
        ...conversationSchema(z),
      })
      .nullable(),
    lost: z
      .object({ failure: z.string(), detail: z.string(), millis: z.number(), usage: usageSchema(z).optional(), ...conversationSchema(z) })
      .nullable(),
  });

export const visitSchema = (z: Zod) =>
  z.object({
    visit: z.number(),
    stage: z.string(),
    attempts: z.array(attemptSchema(z)),
    evidence: z.array(evidenceSchema(z)),
    claimed: z.string().nullable(),
    effective: z.string().nullable(),
    failure: z.string().nullable(),
    to: z.string().nullable().describe("The stage or final state that it led to; null while it is open"),
  });

export const deliverySchema = (z: Zod) =>
  z.object({
    intended: z.object({ kind: z.string(), tree: treeSchema(z), parent: z.string().nullable() }).nullable(),
    settled: z.object({ outcome: z.string(), commit: z.string().nullable(), detail: z.string() }).nullable(),
  });
