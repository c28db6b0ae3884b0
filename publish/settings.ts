import { join, relative, resolve } from "node:path";
import type { Config } from "../src/plan/config/config.ts";
import { setting } from "../src/plan/config/setting.ts";

/** A secret that an operator lets out, by its fingerprint. */
export interface AllowedSecret {
  fingerprint: string;
  reason: string;
  /** The last day on which it holds, e.g. "2026-12-31" (UTC). */
  until: string;
}

/** How a workspace publishes: `[publish]` of its configuration with the defaults filled in. */
export interface PublishSettings {
  /** The workspace; absolute. */
  root: string;
  /** The staging worktree; absolute. */
  staging: string;
  /** As the log names it: relative to the workspace, also where it lies beside it. */
  stagingName: string;
  /** Relative to the workspace; null for the usual places. */
  manifest: string | null;
  /** The URL that a staging repository made by `publish sync` gets as its origin; null for none. */
  remote: string | null;
  branch: string;
  /** Who commits; null for whom git is configured for. */
  author: { name: string; email: string } | null;
  sign: boolean;
  /** 0 for no limit. */
  maxFileBytes: number;
  maxTotalBytes: number;
  requireEvidence: boolean;
  requireClosure: boolean;
  requireApproval: boolean;
  forbidden: readonly string[];
  granted: readonly string[];
  /** Names of new dependencies that may be published, as globs; null for any, each pointed out. */
  dependencies: readonly string[] | null;
  /** Licences of new dependencies that are not pointed out. */
  licences: readonly string[];
  /** The command that says whether the target takes a commit; null for none. */
  targetCheck: readonly string[] | null;
  allowedSecrets: readonly AllowedSecret[];
  /** What an operator made of findings, by code. */
  rules: Readonly<Record<string, "block" | "warn" | "off">>;
}

/** `staging`, where given, stands for `publish.staging`, relative to `directory`. */
export function publishSettings(config: Config, root: string, given: { staging: string | null; directory: string }): PublishSettings {
  const publish = config.values.publish ?? {};
  const { author_name: name, author_email: email } = publish;
  const staging = given.staging === null ? join(root, setting(config, "publish.staging").value) : resolve(given.directory, given.staging);
  return {
    root,
    staging,
    stagingName: relative(root, staging),
    manifest: publish.manifest ?? null,
    remote: publish.remote ?? null,
    branch: setting(config, "publish.branch").value,
    author: name !== undefined && email !== undefined ? { name, email } : null,
    sign: setting(config, "publish.sign").value,
    maxFileBytes: setting(config, "publish.max_file_bytes").value,
    maxTotalBytes: setting(config, "publish.max_total_bytes").value,
    requireEvidence: setting(config, "publish.require_evidence").value,
    requireClosure: setting(config, "publish.require_closure").value,
    requireApproval: setting(config, "publish.require_approval").value,
    forbidden: setting(config, "publish.forbidden").value,
    granted: setting(config, "publish.granted").value,
    dependencies: publish.dependencies ?? null,
    targetCheck: publish.target_check ?? null,
    licences: setting(config, "publish.licences").value,
    allowedSecrets: publish.allow_secrets ?? [],
    rules: publish.rules ?? {},
  };
}
