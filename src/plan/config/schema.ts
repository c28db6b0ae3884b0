import type { z as Zod } from "zod";
import { parseHostRule } from "../sandbox/host-rule.ts";

type Z = typeof Zod;

/** Longest timeout that may be configured: a week, in seconds. */
const week = 604_800;
const name = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const variable = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `millrace.toml`. Zod is handed in, because importing it costs 40 ms that most commands need not pay. */
export function configSchema(z: Z) {
  const text = z.string().trim().min(1);
  return z.strictObject({
    workspace: z.strictObject({ name: text.max(100).optional() }).optional(),
    runtime: z.strictObject({ mode: z.string().regex(name).optional(), max_runs: z.int().min(1).max(64).optional() }).optional(),
    limits: z
      .strictObject({
        runs_per_item: z.int().min(1).max(1000).optional(),
        attempts_per_day: z.int().min(0).max(1_000_000).optional(),
        tokens_per_day: z.int().min(0).max(1_000_000_000_000).optional(),
        usd_per_day: dollars(z).optional(),
        usd_per_item: dollars(z).optional(),
        items_per_root: z.int().min(0).max(100_000).optional(),
        incidents_per_root: z.int().min(0).max(1000).optional(),
        retries_per_visit: z.int().min(0).max(20).optional(),
        interruptions_per_visit: z.int().min(0).max(100).optional(),
        backoff_seconds: z.number().min(0).max(3600).optional(),
        backoff_ceiling_seconds: z.number().min(0).max(86_400).optional(),
        check_timeout_seconds: z.int().min(1).max(week).optional(),
      })
      .optional(),
    approvals: z.strictObject({ allow: z.array(text).optional() }).optional(),
    recovery: limitOverrides(z).optional(),
    checks: z
      .record(z.string().regex(name), z.strictObject({ command: text, timeout_seconds: z.int().min(1).max(week).optional() }))
      .optional(),
    evidence: z
      .strictObject({
        protected: z.array(text).optional(),
        protected_blocks: z.boolean().optional(),
        outside_blocks: z.boolean().optional(),
      })
      .optional(),
    delivery: z.strictObject({ kind: z.enum(["commit", "worktree", "none"]).optional() }).optional(),
    env: z.strictObject({ allow: z.array(z.string().regex(variable)).optional(), set: variables(z).optional() }).optional(),
    runners: z
      .record(
        z.string().regex(name),
        z.strictObject({
          argv: argv(z).optional(),
          model: text.optional(),
          effort: text.optional(),
          permission: permission(z).optional(),
          permission_by_model: z.record(z.string(), permission(z)).optional(),
          extra_args: extraArgs(z).optional(),
          structured_result: z.boolean().optional(),
          env: variables(z).optional(),
        }),
      )
      .optional(),
    sandbox: sandbox(z).optional(),
    stage_defaults: binding(z).optional(),
    stages: z.record(z.string(), binding(z)).optional(),
    publish: publishSection(z).optional(),
    prices: z
      .record(
        z.string(),
        z.strictObject({
          usd_per_attempt: dollars(z).optional(),
          input_per_million: dollars(z).optional(),
          cached_per_million: dollars(z).optional(),
          output_per_million: dollars(z).optional(),
        }),
      )
      .optional(),
  });
}

/** What leaves the machine, and by which rules. */
function publishSection(z: Z) {
  const text = z.string().trim().min(1).max(4096);
  const globs = z.array(text).max(10_000);
  const day = z.iso.date();
  return z.strictObject({
    staging: text.optional(),
    manifest: text.optional(),
    remote: text.optional(),
    branch: text.max(200).optional(),
    author_name: text.max(200).optional(),
    author_email: text.max(200).optional(),
    sign: z.boolean().optional(),
    max_file_bytes: z.int().min(0).max(1_099_511_627_776).optional(),
    max_total_bytes: z.int().min(0).max(1_099_511_627_776).optional(),
    require_evidence: z.boolean().optional(),
    require_closure: z.boolean().optional(),
    require_approval: z.boolean().optional(),
    forbidden: globs.optional(),
    granted: globs.optional(),
    dependencies: globs.optional(),
    target_check: argv(z).optional(),
    licences: globs.optional(),
    rules: z.record(z.string(), z.enum(["block", "warn", "off"])).optional(),
    allow_secrets: z
      .array(z.strictObject({ fingerprint: text.max(200), reason: text, until: day }))
      .max(1000)
      .optional(),
  });
}

/** A mode document, `modes/<id>.toml`, that leaves the choice to what is ready. */
export function choosingModeSchema(z: Z) {
  return z.strictObject({
    summary: z.string().trim().min(1).max(300).optional(),
    choose: z.array(z.string().regex(name)).min(1).max(20),
  });
}

/** A mode document, `modes/<id>.toml`. */
export function modeSchema(z: Z) {
  const kinds = ["task", "spec", "incident", "idea", "probe", "learning_request", "closure"] as const;
  return z.strictObject({
    summary: z.string().trim().min(1).max(300).optional(),
    loops: z.partialRecord(z.enum(kinds), z.string().trim().min(1)),
    recovery: limitOverrides(z).optional(),
    sandbox: sandbox(z).optional(),
    stage_defaults: binding(z).optional(),
    stages: z.record(z.string(), binding(z)).optional(),
  });
}

function binding(z: Z) {
  return z.strictObject({
    runner: z.string().regex(name).optional(),
    argv: argv(z).optional(),
    model: z.string().trim().min(1).optional(),
    effort: z.string().trim().min(1).optional(),
    permission: permission(z).optional(),
    extra_args: extraArgs(z).optional(),
    structured_result: z.boolean().optional(),
    timeout_seconds: z.int().min(1).max(week).optional(),
    grace_seconds: z.int().min(0).max(600).optional(),
    output_bytes: z.int().min(4096).max(1_073_741_824).optional(),
    token_limit: z.int().min(0).max(1_000_000_000_000).optional(),
    cost_limit_usd: dollars(z).optional(),
    repeat_limit: z.int().min(0).max(100_000).optional(),
    stall_seconds: z.int().min(0).max(week).optional(),
    entrypoint: z.string().trim().min(1).optional(),
    skills: z.array(z.string().trim().min(1)).optional(),
    env: variables(z).optional(),
    sandbox: sandbox(z).optional(),
  });
}

/** What the operating system holds a stage or a check to. */
function sandbox(z: Z) {
  const paths = z.array(z.string().trim().min(1).max(4096)).max(200);
  const host = z.string().refine((value) => parseHostRule(value) !== null, 'a host, e.g. "api.example.org" or "*.example.org:443"');
  return z.strictObject({
    enabled: z.boolean().optional(),
    workspace: z.enum(["write", "read"]).optional(),
    write: paths.optional(),
    hide: paths.optional(),
    network: z
      .union([z.enum(["all", "none"]), z.array(host).min(1).max(200)], '"all", "none" or a list of hosts such as "api.example.org:443"')
      .optional(),
  });
}

function dollars(z: Z) {
  return z.number().min(0).max(1_000_000);
}

function limitOverrides(z: Z) {
  return z.record(z.string(), z.int().min(0).max(1000));
}

function argv(z: Z) {
  return z.array(z.string().min(1)).min(1);
}

function permission(z: Z) {
  return z.enum(["report", "basic", "elevated", "maximum"]);
}

function extraArgs(z: Z) {
  return z.array(z.string().min(1)).max(100);
}

function variables(z: Z) {
  return z.record(z.string().regex(variable), z.string());
}

export type ConfigValues = Zod.infer<ReturnType<typeof configSchema>>;
export type ModeValues = Zod.infer<ReturnType<typeof modeSchema>>;
export type SandboxValues = Zod.infer<ReturnType<typeof sandbox>>;
export type BindingValues = Zod.infer<ReturnType<typeof binding>>;
