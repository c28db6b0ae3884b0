import { z } from "zod";

/** Schemas that several event types share. Only plain shapes: guards are generated from them (see guards.generated.ts). */
export const hash = z.string().length(64);
export const count = z.number().int().nonnegative();
/**
 * Text that a person, an agent or a program wrote freely: what `log redact` takes out. Every other text names something and
 * stays. The very object marks it, so no rule may be added to it; generated guards carry where it stands.
 */
export const prose = z.string();
/** A value of any shape whose texts are all prose. */
export const proseValue = z.unknown();
export const terminal = z.string().min(1);
export const counters = z.record(z.string(), z.number().int());

export const itemKind = z.enum(["task", "spec", "incident", "idea", "probe", "learning_request"]);

/** A tree of files: a git tree, or the hash of a manifest where there is no git. */
export const tree = z.object({ kind: z.enum(["git", "manifest"]), id: z.string() });

/** Where a run stands in its loop: the stage, and the context that its machine carries. */
export const context = z.object({ counters, remembered: z.string().nullable() });
export const position = z.object({ stage: z.string(), context });

/** Why an attempt gave no usable terminal. Each class has a route of its own. */
export const failureClass = z.enum([
  "terminal_missing",
  "terminal_illegal",
  "terminal_conflicting",
  "result_invalid",
  "output_missing",
  "exit_nonzero",
  "timeout",
  "output_limit",
  "spawn_failed",
  "supervisor_lost",
  "never_launched",
  "interrupted",
  "transport",
  "check_refuted",
  "protected_changed",
  "outside_paths",
  "effect_failed",
  "rate_limit",
  "auth",
  "billing",
  "model_error",
  "refusal",
  "stall",
  "repeat",
  "token_limit",
  "cost_limit",
  "session_unknown",
]);

export const dollars = z.number().nonnegative();

/** Tokens and money of one attempt, normalised to the attempt; null where the harness does not say. */
export const usage = z.object({
  input: count,
  cached: count,
  output: count,
  reasoning: count,
  costUsd: dollars.nullable(),
});

/** What a harness told of its conversation. Absent in older logs, and where the runner has none. */
export const conversation = {
  /** How the harness itself can go on with it. */
  session: z.string().nullable().optional(),
  /** The model that really answered. */
  model: z.string().nullable().optional(),
  /** What the session had counted in all when the attempt ended, as the harness counts. */
  sessionUsage: usage.nullable().optional(),
};

/** The result of one check on one tree: valid for that tree only. */
export const evidence = z.object({
  /** A name from the configuration, or the command itself that an operator typed. */
  check: prose,
  command: prose,
  tree,
  passed: z.boolean(),
  exit: z.number().int().nullable(),
  timedOut: z.boolean(),
  millis: count,
  /** Path of the captured output, relative to the run's directory. */
  output: z.string(),
  /** SHA-256 of that output; null where there is none. Absent in older logs. */
  outputHash: hash.nullable().optional(),
});

/** The fields of a work document that the runtime acts upon. */
export const workFields = z.object({
  title: prose,
  dependsOn: z.array(z.string()),
  priority: z.number().int(),
  run: z.array(prose),
  fix: z.array(prose),
  checks: z.array(prose),
  paths: z.array(z.string()),
  root: z.string().nullable(),
});
