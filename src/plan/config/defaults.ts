/** Which part a setting belongs to. A change of a plan setting makes another plan; a change of policy takes effect at once. */
export type SettingPart = "plan" | "policy";

export interface Default {
  readonly value: string | number | boolean | readonly string[];
  readonly part: SettingPart;
  /** One sentence, with the unit. */
  readonly meaning: string;
}

/** Every setting that has a default: the one table from which the plan, `millrace.toml` and the reference are made. */
export const defaults = {
  "runtime.mode": { value: "default_shell", part: "plan", meaning: "The mode that new runs follow: a file in modes/" },
  "runtime.max_runs": { value: 1, part: "policy", meaning: "Runs at the same time" },
  "limits.runs_per_item": { value: 5, part: "policy", meaning: "Runs of one item before an operator has to reset it" },
  "limits.attempts_per_day": { value: 0, part: "policy", meaning: "Attempts in one UTC day over the whole workspace; 0 for no limit" },
  "limits.tokens_per_day": { value: 0, part: "policy", meaning: "Tokens in one UTC day over the whole workspace; 0 for no limit" },
  "limits.usd_per_day": { value: 0, part: "policy", meaning: "US dollars in one UTC day over the whole workspace; 0 for no limit" },
  "limits.usd_per_item": { value: 0, part: "policy", meaning: "US dollars of one item before an operator has to reset it; 0 for no limit" },
  "limits.items_per_root": { value: 200, part: "policy", meaning: "Items that agents may add to what descends from one root" },
  "limits.incidents_per_root": { value: 3, part: "policy", meaning: "Times that work of one root may be handed back to planning" },
  "approvals.allow": { value: [], part: "policy", meaning: "Commands of agents that need no approval, each exactly as it is" },
  "limits.retries_per_visit": {
    value: 2,
    part: "plan",
    meaning: "Further attempts of a visit that failed for a reason other than the work",
  },
  "limits.interruptions_per_visit": { value: 3, part: "plan", meaning: "Further attempts of a visit that a stop or a restart interrupted" },
  "limits.backoff_seconds": { value: 5, part: "plan", meaning: "Seconds before the first retry; doubles with each" },
  "limits.backoff_ceiling_seconds": { value: 300, part: "plan", meaning: "Most seconds before a retry" },
  "limits.check_timeout_seconds": { value: 900, part: "plan", meaning: "Seconds for a check that has no timeout of its own" },
  "evidence.protected": {
    value: ["**/*.test.*", "**/*_test.*", "**/test_*.py", "**/test/**", "**/tests/**", ".ci/**", ".github/**", "millrace.toml"],
    part: "plan",
    meaning: "Files whose change by a stage is marked, as globs",
  },
  "evidence.protected_blocks": { value: false, part: "plan", meaning: "Whether such a change refutes the claim until an operator agrees" },
  "evidence.outside_blocks": {
    value: false,
    part: "plan",
    meaning: "Whether a change outside the paths that an item declares refutes the claim until an operator agrees",
  },
  "delivery.kind": { value: "none", part: "plan", meaning: "What follows evidence: commit, worktree or none" },
  "env.allow": {
    value: [],
    part: "plan",
    meaning: "Variables that stages and checks inherit beyond PATH, HOME, LANG, TERM, TMPDIR, TZ, USER, SHELL and LC_*",
  },
  "sandbox.enabled": {
    value: false,
    part: "plan",
    meaning: "Whether the operating system holds stages and checks to what follows (bubblewrap, on Linux)",
  },
  "sandbox.write": {
    value: [],
    part: "plan",
    meaning: "What they may write beside the workspace, /tmp of their own and their harness's home",
  },
  "sandbox.hide": {
    value: [
      "~/.ssh",
      "~/.gnupg",
      "~/.aws",
      "~/.azure",
      "~/.kube",
      "~/.docker",
      "~/.netrc",
      "~/.git-credentials",
      "~/.config/gcloud",
      "~/.config/gh",
    ],
    part: "plan",
    meaning: "Files and directories that they do not get to see",
  },
  "sandbox.network": { value: "all", part: "plan", meaning: "What they reach: all, none, or the hosts of a list, through a proxy" },
  "publish.staging": {
    value: "millrace-agents/staging",
    part: "policy",
    meaning: "The staging worktree, relative to the workspace: a repository of its own, from which is published",
  },
  "publish.branch": { value: "main", part: "policy", meaning: "The branch that is published, where the staging worktree has none yet" },
  "publish.sign": {
    value: false,
    part: "policy",
    meaning: "Whether commits and tags must be signed, with the key that git is configured for",
  },
  "publish.max_file_bytes": { value: 5_242_880, part: "policy", meaning: "Most bytes of one changed file; 0 for no limit" },
  "publish.max_total_bytes": { value: 52_428_800, part: "policy", meaning: "Most bytes of all changed files; 0 for no limit" },
  "publish.require_evidence": {
    value: false,
    part: "policy",
    meaning: "Whether the published tree must be one on which a run's required checks passed",
  },
  "publish.require_closure": {
    value: false,
    part: "policy",
    meaning: "Whether every root spec must be closed before anything is published",
  },
  "publish.require_approval": {
    value: false,
    part: "policy",
    meaning: "Whether a person must approve each tree, after a preflight, before it is committed",
  },
  "publish.forbidden": {
    value: [
      ".github/workflows/**",
      "**/.env",
      "**/.env.*",
      "**/*.pem",
      "**/*.p12",
      "**/*.pfx",
      "**/*.key",
      "**/id_rsa",
      "**/id_ed25519",
      "**/.netrc",
      "**/.npmrc",
      "**/{package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock,bun.lockb,deno.lock}",
      "**/{Cargo.lock,poetry.lock,uv.lock,Gemfile.lock,composer.lock,go.sum}",
      "**/millrace-agents/**",
    ],
    part: "policy",
    meaning: "Files whose change is not published without a grant, as globs",
  },
  "publish.licences": {
    value: ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "Unlicense", "Zlib"],
    part: "policy",
    meaning: "Licences of new dependencies that a preflight does not point out",
  },
  "publish.granted": { value: [], part: "policy", meaning: "Forbidden files that may be published after all, as globs" },
  "stage_defaults.runner": { value: "shell", part: "plan", meaning: "The runner of stages that neither mode nor file bind" },
  "stage_defaults.timeout_seconds": { value: 3600, part: "plan", meaning: "Seconds for an attempt" },
  "stage_defaults.grace_seconds": { value: 10, part: "plan", meaning: "Seconds between TERM and KILL" },
  "stage_defaults.output_bytes": { value: 10_485_760, part: "plan", meaning: "Bytes of output that are kept of an attempt" },
  "stage_defaults.structured_result": {
    value: false,
    part: "plan",
    meaning: "Whether codex and claude hold an agent's final answer to the form of a result, by a schema",
  },
  "stage_defaults.token_limit": { value: 0, part: "plan", meaning: "Tokens at which an agent's attempt is ended; 0 for no limit" },
  "stage_defaults.cost_limit_usd": { value: 0, part: "plan", meaning: "US dollars at which an agent's attempt is ended; 0 for no limit" },
  "stage_defaults.repeat_limit": {
    value: 20,
    part: "plan",
    meaning: "Equal calls in a row, or the same two in turn, at which an agent's attempt is ended; 0 for no limit",
  },
  "stage_defaults.stall_seconds": {
    value: 1800,
    part: "plan",
    meaning: "Seconds without a word of its harness at which an agent's attempt is ended; 0 for no limit",
  },
} as const satisfies Record<string, Default>;

export type SettingKey = keyof typeof defaults;
