import type { Line } from "../older-workspace.ts";

/** Where an older setting goes: a key of ours with its value, or nowhere, and why. */
export type Move =
  | { to: string; convert?: (value: unknown) => unknown; note?: string }
  /** `runner`: only where this version has a runner of that name. `mode`: only where it has that mode. */
  | { to: string; needs: "runner" | "mode" }
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

const namesake: Readonly<Record<string, Move>> = {
  "runtime.default_mode": { to: "runtime.mode", needs: "mode" },
  "runtime.run_style": { to: null, why: BY_COMMAND },
  "runtime.idle_sleep_seconds": { to: null, why: NO_POLLING },
  "runners.default_runner": { to: "stage_defaults.runner", needs: "runner" },
  "recovery.max_fix_cycles": { to: "recovery.fix_cycles" },
  "recovery.max_troubleshoot_attempts_before_consult": { to: "recovery.troubleshoots" },
  "recovery.max_mechanic_attempts": { to: "recovery.mechanics" },
  "recovery.stale_state_recovery_enabled": { to: null, why: "It did nothing there either" },
  watchers: { to: null, why: NO_POLLING },
  usage_governance: { to: null, why: NOT_GOVERNED },
  auto_recovery: { to: null, why: "A blocked item waits for an operator: millrace unblock" },
  execution_capabilities: { to: null, why: "The environment and the checks of stages are bounded by [env] and [evidence]" },
  "runners.codex": { to: null, why: "How a harness is called is said anew under [runners.<name>]" },
  "runners.pi": { to: null, why: "How a harness is called is said anew under [runners.<name>]" },
};

const oldest: Readonly<Record<string, Move>> = {
  "engine.mode": { to: null, why: BY_COMMAND },
  engine: { to: null, why: NO_POLLING },
  paths: { to: null, why: "The places are fixed here: millrace-agents/ beside millrace.toml" },
  "execution.quickfix_max_attempts": { to: "recovery.fix_cycles" },
  execution: { to: null, why: ROUTES },
  routing: { to: null, why: ROUTES },
  sizing: { to: null, why: "Work is not sized here" },
  research: { to: null, why: "Planning is work like any other here, and needs no mode of its own" },
  watchers: { to: null, why: NO_POLLING },
  policies: { to: null, why: NOT_GOVERNED },
  boundaries: { to: null, why: "Each setting says when it takes effect: millrace.toml" },
};

/** Where a key of that line goes; the longest known beginning of the key counts. */
export function moveOf(line: Line, key: string): Move {
  const stage = stageMove(line, key);
  if (stage) return stage;
  const table = line === "0.5" ? oldest : namesake;
  const parts = key.split(".");
  for (let length = parts.length; length > 0; length--) {
    const move = table[parts.slice(0, length).join(".")];
    if (move) return move;
  }
  return { to: null, why: "This version knows nothing like it" };
}

function stageMove(line: Line, key: string): Move | null {
  const [first, older = "", member = "", ...rest] = key.split(".");
  if (first !== "stages" || rest.length > 0) return null;
  const stage = line === "0.5" ? STAGES_OLDEST[older] : STAGES_NAMESAKE.find((name) => name === older);
  if (!stage) return { to: null, why: `There is no stage "${older}" in the loops of this version` };
  if (member === "timeout_seconds") return { to: `stages.${stage}.timeout_seconds` };
  if (member === "runner") return { to: `stages.${stage}.runner`, needs: "runner" };
  if (member === "model") return { to: `stages.${stage}.model` };
  return { to: null, why: "How a harness is called is said anew under [runners.<name>]" };
}

/** The runner by which that line ran every stage that names none. */
export const OLDER_RUNNER = "codex_cli";

/** A runner's name here. */
export function runnerName(older: string): string {
  return older === "codex" ? "codex_cli" : older;
}
