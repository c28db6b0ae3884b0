import type { Line } from "../older-workspace.ts";

/** A value that a setting here can have. */
export type SettingValue = string | number | boolean | readonly string[];

/** Where an older setting goes: a key of ours with its value, or nowhere, and why. */
export type Move =
  /** `convert` gives the value here; null where it cannot be carried, for which `why` is the reason. */
  | { to: readonly string[]; convert?: (value: unknown) => SettingValue | null; why?: string }
  /** `runner`: only where this version has a runner of that name. `mode`: only where it has that mode. */
  | { to: readonly string[]; needs: "runner" | "mode" }
  | { to: null; why: string };

const NO_POLLING = "Nothing polls here: work is begun by events";
const BY_COMMAND = "The command says it: start --once or start --daemon";
const NOT_GOVERNED = "There is no such policy here; limits.attempts_per_day bounds a day";
const ROUTES = "Routes are those of the loop: millrace loops";

/** Stages of ours by their older names. */
const STAGES_NAMESAKE = ["builder", "checker", "fixer", "doublechecker", "updater", "troubleshooter", "consultant", "planner", "manager"];
const STAGES_OLDEST: Readonly<Record<string, string>> = {
  builder: "builder",
  qa: "checker",
  hotfix: "fixer",
  doublecheck: "doublechecker",
  troubleshoot: "troubleshooter",
  consult: "consultant",
  update: "updater",
};

const CODEX = ["runners", "codex_cli"];
const ANEW = "How a harness is called is said anew under [runners.<name>]";
const TEXTS = "It is no list of texts";

const namesake: Readonly<Record<string, Move>> = {
  "runtime.default_mode": { to: ["runtime", "mode"], needs: "mode" },
  "runtime.run_style": { to: null, why: BY_COMMAND },
  "runtime.idle_sleep_seconds": { to: null, why: NO_POLLING },
  "runners.default_runner": { to: ["stage_defaults", "runner"], needs: "runner" },
  "recovery.max_fix_cycles": { to: ["recovery", "fix_cycles"] },
  "recovery.max_troubleshoot_attempts_before_consult": { to: ["recovery", "troubleshoots"] },
  "recovery.max_mechanic_attempts": { to: ["recovery", "mechanics"] },
  "recovery.stale_state_recovery_enabled": { to: null, why: "It did nothing there either" },
  watchers: { to: null, why: NO_POLLING },
  usage_governance: { to: null, why: NOT_GOVERNED },
  auto_recovery: { to: null, why: "A blocked item waits for an operator: millrace unblock" },
  execution_capabilities: { to: null, why: "The environment and the checks of stages are bounded by [env] and [evidence]" },
  "runners.codex.command": { to: [...CODEX, "argv"], convert: (value) => (typeof value === "string" ? [value] : null) },
  "runners.codex.args": {
    to: [...CODEX, "extra_args"],
    convert: (value) => (isTexts(value) && value.length > 1 && value[0] === "exec" ? value.slice(1) : null),
    why: 'It begins with "exec" here by itself; further arguments are extra_args under [runners.codex_cli]',
  },
  "runners.codex.profile": {
    to: [...CODEX, "extra_args"],
    convert: (value) => (typeof value === "string" ? ["--profile", value] : null),
  },
  "runners.codex.extra_config": {
    to: [...CODEX, "extra_args"],
    convert: (value) => (isTexts(value) && value.length > 0 ? value.flatMap((one) => ["-c", one]) : null),
    why: TEXTS,
  },
  "runners.codex.permission_default": { to: [...CODEX, "permission"] },
  "runners.codex.model_reasoning_effort": { to: [...CODEX, "effort"] },
  "runners.codex.skip_git_repo_check": { to: null, why: "It is always skipped here: a workspace need not be a repository" },
  "runners.codex": { to: null, why: ANEW },
  "runners.pi": { to: null, why: ANEW },
};

const oldest: Readonly<Record<string, Move>> = {
  "engine.mode": { to: null, why: BY_COMMAND },
  engine: { to: null, why: NO_POLLING },
  paths: { to: null, why: "The places are fixed here: millrace-agents/ beside millrace.toml" },
  "execution.quickfix_max_attempts": { to: ["recovery", "fix_cycles"] },
  execution: { to: null, why: ROUTES },
  routing: { to: null, why: ROUTES },
  sizing: { to: null, why: "Work is not sized here" },
  research: { to: null, why: "Planning is work like any other here, and needs no mode of its own" },
  watchers: { to: null, why: NO_POLLING },
  policies: { to: null, why: NOT_GOVERNED },
  boundaries: { to: null, why: "Each setting says when it takes effect: millrace.toml" },
};

/** Where a key of that line goes; the longest known beginning of the key counts. */
export function moveOf(line: Line, keys: readonly string[]): Move {
  const special = stageMove(line, keys) ?? mapMove(line, keys);
  if (special) return special;
  const table = line === "0.5" ? oldest : namesake;
  for (let length = keys.length; length > 0; length--) {
    const move = table[keys.slice(0, length).join(".")];
    if (move) return move;
  }
  return { to: null, why: "This version knows nothing like it" };
}

function stageMove(line: Line, [first, older = "", member = "", ...rest]: readonly string[]): Move | null {
  if (first !== "stages" || rest.length > 0) return null;
  const stage = stageHere(line, older);
  if (stage === null) return noStage(older);
  const to = (key: string): readonly string[] => ["stages", stage, key];
  if (member === "timeout_seconds" || member === "model") return { to: to(member) };
  if (member === "runner") return { to: to(member), needs: "runner" };
  if (member === "effort" || member === "model_reasoning_effort") return { to: to("effort") };
  if (member === "prompt_file") return { to: null, why: "Its prompt speaks that version's contract; this version has its own" };
  if (member === "allow_search") return { to: null, why: "What a harness may search is said to it: extra_args" };
  return { to: null, why: ANEW };
}

/** Maps of `runners.codex`, whose keys are stages, models and variables. */
function mapMove(line: Line, [first, codex, map, key, ...rest]: readonly string[]): Move | null {
  if (line === "0.5" || first !== "runners" || codex !== "codex" || key === undefined || rest.length > 0) return null;
  if (map === "permission_by_model") return { to: [...CODEX, "permission_by_model", key] };
  if (map === "env") return { to: [...CODEX, "env", key] };
  if (map !== "permission_by_stage") return null;
  const stage = stageHere(line, key);
  return stage === null ? noStage(key) : { to: ["stages", stage, "permission"] };
}

function stageHere(line: Line, older: string): string | null {
  return (line === "0.5" ? STAGES_OLDEST[older] : STAGES_NAMESAKE.find((name) => name === older)) ?? null;
}

function noStage(older: string): Move {
  return { to: null, why: `There is no stage "${older}" in the loops of this version` };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** The runner by which that line ran every stage that names none. */
export const OLDER_RUNNER = "codex_cli";

/** A runner's name here. */
export function runnerName(older: string): string {
  return { codex: "codex_cli", claude: "claude_code" }[older] ?? older;
}
