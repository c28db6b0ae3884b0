import type { Policy } from "../state/policy.ts";
import type { Config } from "./config/config.ts";
import { setting } from "./config/setting.ts";
import { pricesOf } from "./prices.ts";

/** The policy that a configuration states: what takes effect without another plan. */
export function policyOf(config: Config): Policy {
  const prices = pricesOf(config);
  const [usdPerDay, tokensPerDay, usdPerItem] = [
    setting(config, "limits.usd_per_day").value,
    setting(config, "limits.tokens_per_day").value,
    setting(config, "limits.usd_per_item").value,
  ];
  return {
    maxRuns: setting(config, "runtime.max_runs").value,
    runsPerItem: setting(config, "limits.runs_per_item").value,
    attemptsPerDay: setting(config, "limits.attempts_per_day").value,
    itemsPerRoot: setting(config, "limits.items_per_root").value,
    incidentsPerRoot: setting(config, "limits.incidents_per_root").value,
    allowedCommands: [...setting(config, "approvals.allow").value],
    ...(usdPerDay > 0 && { usdPerDay }),
    ...(tokensPerDay > 0 && { tokensPerDay }),
    ...(usdPerItem > 0 && { usdPerItem }),
    ...(Object.keys(prices).length > 0 && { prices }),
  };
}
