import { runnerFacts } from "../../plan/stages/runner-facts.ts";
import type { Item } from "../../state/item.ts";
import type { Policy } from "../../state/policy.ts";
import type { FinishedRun } from "../../state/run.ts";
import { usedByItem } from "../../state/used-by-item.ts";
import type { Attention } from "../schemas/attention.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** The run that left an item as it is, where it says more than the item does; null otherwise. */
export function lastRunOf(view: WorkspaceView, item: Item): FinishedRun | null {
  const [last] = item.lastRun === null ? [] : view.finishedRuns({ item: item.id, limit: 1 });
  return last?.id === item.lastRun && last.reason === item.reason ? last : null;
}

/** What has to be done before the item is let go on, by the failure that ended its run; the runner where it matters. */
const ADVICE: Readonly<Record<string, (runner: string) => string>> = {
  auth: (runner) => `log in to ${runner} as whoever runs millrace, or give it a key`,
  billing: (runner) => `see to the account behind ${runner}: its quota is used up, or a bill is open`,
  rate_limit: (runner) => `the service behind ${runner} wants fewer requests: wait, or lower runtime.max_runs`,
  transport: () => "see whether the service can be reached: millrace doctor",
  model_error: () => "see whether the model is there and takes the request: millrace doctor",
  spawn_failed: () => "see whether the program is installed: millrace doctor",
  stall: () => "see whether the service answers, or raise stall_seconds for work that is silent for long",
  timeout: () => "raise timeout_seconds of the stage, or split the item",
  repeat: () => "its agent goes round in circles: say more in the item, or raise repeat_limit of the stage",
  token_limit: () => "raise token_limit of the stage, or split the item",
  cost_limit: () => "raise cost_limit_usd of the stage, or split the item",
  refusal: () => "the model will not do it: say it otherwise, or bind another model",
  usd_per_item: () => "raise limits.usd_per_item, or begin its count anew with --reset",
};

/** A blocked item: why, and what is to be typed for it to go on. */
export function blockedAttention(item: Item, last: FinishedRun | null, policy: Policy): Attention {
  const { runsPerItem } = policy;
  const exhausted = item.runs >= runsPerItem;
  const reason = item.reason ?? "no reason was given";
  const runner = last?.runner ?? "the runner";
  const why = [
    `${reason}${item.lastRun === null ? "" : ` (run ${item.lastRun})`}${last?.detail ? `: ${last.detail}` : ""}`,
    ...(exhausted ? [`${item.runs} of ${runsPerItem} runs are used`] : []),
    ...(Object.hasOwn(ADVICE, reason) ? [ADVICE[reason]?.(runner) ?? ""] : []),
  ].join("; ");
  const reset = exhausted || usedByItem(policy, item) !== null;
  const unblock = `millrace unblock ${item.id}${reset ? " --reset" : ""}`;
  const logIn = reason === "auth" && Object.hasOwn(runnerFacts, runner) ? runnerFacts[runner]?.harness?.logIn : undefined;
  const command = logIn === undefined ? unblock : `${logIn} && ${unblock}`;
  return { code: "item-blocked", subject: item.id, what: `"${item.id}" is blocked: ${item.fields.title}`, why, command };
}
