import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { Config } from "../config/config.ts";
import type { FrozenPlan } from "../frozen-plan.ts";
import { policyOf } from "../policy-of.ts";
import type { PlanProblem } from "../problem.ts";

/** What the prices leave open, as warnings: half of one, and limits in money on what has none. */
export function lintPrices(config: Config, plan: FrozenPlan): PlanProblem[] {
  return [...halfPrices(config), ...limitsWithoutPrice(config, plan)];
}

/** Tokens have a price only where that of input and that of output are both known. */
function halfPrices(config: Config): PlanProblem[] {
  return Object.entries(config.values.prices ?? {}).flatMap(([name, price]) => {
    const { usd_per_attempt: attempt, input_per_million: input, output_per_million: output, cached_per_million: cached } = price;
    const isWhole = input !== undefined && output !== undefined;
    if (isWhole || (attempt !== undefined && input === undefined && output === undefined && cached === undefined)) return [];
    const missing = input === undefined ? "input_per_million" : "output_per_million";
    const path = keyPath(["prices", name]);
    const message = `${path} names no ${missing}: what tokens of "${name}" cost is not known`;
    const line = lineOf(config.lines, ["prices", name]);
    const fix = `Add ${missing}`;
    return [
      { code: "config.bad-value", path, message, fix, ...(config.file === null ? {} : { file: config.file }), ...(line ? { line } : {}) },
    ];
  });
}

function limitsWithoutPrice(config: Config, plan: FrozenPlan): PlanProblem[] {
  const { usdPerDay = 0, usdPerItem = 0, prices = {} } = policyOf(config);
  const names = Object.values(plan.stages)
    .filter(({ permission, costLimitUsd = 0 }) => permission !== undefined && (usdPerDay > 0 || usdPerItem > 0 || costLimitUsd > 0))
    .map(({ model, runner }) => model ?? runner)
    .filter((name) => !Object.hasOwn(prices, name));
  return [...new Set(names)].map((name) => ({
    code: "config.bad-value",
    path: keyPath(["prices", name]),
    message: `There is a limit in money, but no price of "${name}": where its harness does not tell the cost either, the limit of an attempt binds nothing, and those of a day and an item let nothing begin once it was used`,
    fix: `Write input_per_million and output_per_million under [${keyPath(["prices", name])}]`,
  }));
}
