import type { Policy } from "../state/policy.ts";
import type { Config } from "./config/config.ts";
import { setting } from "./config/setting.ts";

/** The policy that a configuration states: what takes effect without another plan. */
export function policyOf(config: Config): Policy {
  return {
    maxRuns: setting(config, "runtime.max_runs").value,
    runsPerItem: setting(config, "limits.runs_per_item").value,
    attemptsPerDay: setting(config, "limits.attempts_per_day").value,
    itemsPerRoot: setting(config, "limits.items_per_root").value,
    incidentsPerRoot: setting(config, "limits.incidents_per_root").value,
    allowedCommands: [...setting(config, "approvals.allow").value],
  };
}
