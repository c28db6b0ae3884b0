import { readWorkspace } from "../../../src/engine/read-workspace.ts";
import type { AnyEvent } from "../../../src/events/event.ts";
import { readLog } from "../../../src/log/read-log.ts";
import type { Item } from "../../../src/state/item.ts";
import type { Usage } from "../../../src/state/run.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import type { Scenario } from "./scenario.ts";
import type { SimRepository } from "./sim-trees.ts";

/** What a scenario came to, without what a crash may rightly change: sequence, time, epoch, try numbers, lost attempts. */
export interface Course {
  items: Record<string, string>;
  /** Run → its settled visits in order. */
  visits: Record<string, string[]>;
  /** Run → how it ended. */
  ends: Record<string, string>;
  /** The runs that were delivered. */
  commits: string[];
  /** Everything else that the log says in the end. */
  state: unknown;
}

/** What a crash may change in the state: sequences, times, epochs and owners, identities of processes, and how often was tried. */
const ERASED: ReadonlySet<string> = new Set([
  ...["seq", "time", "epoch", "owner", "since", "at", "day", "order", "documentAt", "changedAt", "startedAt", "finishedAt", "startedTime"],
  ...["millis", "attempts", "receipts"],
  // The tree of a run that was found good holds what other runs had done by then.
  "verified",
  // A file of which only half had been written when all stopped is refused by whoever finds it.
  "refusals",
  // Whether the last start was the one that found broken files of a plan.
  "planProblems",
  // Where an operator places an item depends on whether it is there already.
  "priority",
]);

export function courseOf({ disk, root, machine }: Scenario): Course {
  const { state } = readWorkspace({ fs: disk }, root);
  const visits: Course["visits"] = {};
  const ends: Course["ends"] = {};
  const lost: LostUse[] = [];
  const onEvent = (envelope: unknown): void => {
    const event = envelope as AnyEvent;
    const run = event.run ?? "";
    if (event.type === "attempt.lost" && event.data.usage)
      lost.push({ item: event.subject, name: event.data.model ?? "", usage: event.data.usage });
    if (event.type === "run.finished") ends[run] = `${event.data.outcome} ${event.data.reason}`;
    if (event.type !== "run.moved" && event.type !== "run.concluded") return;
    visits[run] = [
      ...(visits[run] ?? []),
      `${event.data.from} ${event.data.claimed ?? ""} ${event.data.effective} ${event.data.failure ?? ""}`,
    ];
  };
  readLog({ fs: disk, directory: layoutOf(root).log, onEvent });
  const items = Object.fromEntries([...state.items.values()].map(({ id, phase, revision }) => [id, `${phase} ${revision}`]));
  const common = { ...state, items: new Map([...state.items].map(([id, item]) => [id, withoutLost(item, lost)])) };
  const rest = JSON.parse(JSON.stringify(common, (key, value) => (ERASED.has(key) ? undefined : plain(value)))) as unknown;
  return { items, visits, ends, state: rest, commits: machine.repository.commits.map(runOf).sort() };
}

/** What an attempt used that was lost: it was spent for nothing, and an uninterrupted run does not spend it. */
interface LostUse {
  item: string;
  name: string;
  usage: Usage;
}

function withoutLost(item: Item, lost: readonly LostUse[]): Item {
  const spent = structuredClone(item.spent);
  if (spent === undefined) return item;
  for (const { name, usage } of lost.filter((one) => one.item === item.id)) {
    spent.tokens -= usage.input + usage.output;
    spent.usd = Number((spent.usd - (usage.costUsd ?? 0)).toFixed(9));
    const unpriced = usage.costUsd === null ? spent.unpriced[name] : undefined;
    if (unpriced === undefined) continue;
    const { input, cached, output, attempts } = unpriced;
    const left = { input: input - usage.input, cached: cached - usage.cached, output: output - usage.output, attempts: attempts - 1 };
    if (left.attempts > 0) spent.unpriced[name] = left;
    else delete spent.unpriced[name];
  }
  const { spent: _, ...unspent } = item;
  return spent.tokens > 0 || spent.usd > 0 ? { ...item, spent } : unspent;
}

function plain(value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

/** The run that a commit delivers. */
export function runOf({ trailers }: SimRepository["commits"][number]): string {
  return trailers.find(([name]) => name === "Millrace-Run")?.[1] ?? "";
}
