import { readWorkspace } from "../../../src/engine/read-workspace.ts";
import { verifyReplay } from "../../../src/engine/replay/verify-replay.ts";
import type { AnyEvent } from "../../../src/events/event.ts";
import { readLog } from "../../../src/log/read-log.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import type { Scenario } from "./scenario.ts";

/** What a scenario came to, without what a crash may rightly change: sequence, time, epoch, try numbers, lost attempts. */
export interface Course {
  items: Record<string, string>;
  /** Run → its settled visits in order. */
  visits: Record<string, string[]>;
  commits: string[];
}

/** Everything about a finished scenario that must not be, as sentences; empty when all is well. */
export function breaches(scenario: Scenario): string[] {
  const found: string[] = [];
  scenario.machine.arriveAll();
  for (const [attempt, times] of scenario.machine.launches) if (times > 1) found.push(`attempt ${attempt} was launched ${times} times`);
  const settled = new Set<string>();
  const { end } = readLog({
    fs: scenario.disk,
    directory: layoutOf(scenario.root).log,
    onEvent(envelope) {
      const event = envelope as AnyEvent;
      if (event.type === "attempt.lost" && event.data.failure === "never_launched" && scenario.machine.launches.has(event.attempt ?? "")) {
        found.push(`attempt ${event.attempt} was launched although it was recorded as never launched`);
      }
      if (event.type !== "run.moved" && event.type !== "run.concluded") return;
      const visit = `${event.run} visit ${event.data.visit}`;
      if (settled.has(visit)) found.push(`${visit} was settled twice`);
      settled.add(visit);
    },
  });
  if (end.kind !== "whole") found.push(`the log ends ${end.kind}`);
  const commits = courseOf(scenario).commits;
  if (new Set(commits).size < commits.length) found.push(`a run was delivered twice: ${commits.join(", ")}`);
  const { divergence } = verifyReplay({ fs: scenario.disk }, scenario.root);
  if (divergence)
    found.push(`replay diverges at ${divergence.seq} (${divergence.type}): ${divergence.what}: ${JSON.stringify(divergence)}`);
  const { state } = readWorkspace({ fs: scenario.disk }, scenario.root);
  if (state.runs.size > 0) found.push(`runs never ended: ${[...state.runs.keys()].join(", ")}`);
  return found;
}

export function courseOf(scenario: Scenario): Course {
  const { state } = readWorkspace({ fs: scenario.disk }, scenario.root);
  const visits: Course["visits"] = {};
  readLog({
    fs: scenario.disk,
    directory: layoutOf(scenario.root).log,
    onEvent(envelope) {
      const event = envelope as AnyEvent;
      if (event.type !== "run.moved" && event.type !== "run.concluded") return;
      const run = event.run ?? "";
      visits[run] = [...(visits[run] ?? []), `${event.data.from} ${event.data.effective} ${event.data.failure ?? ""}`];
    },
  });
  const items = Object.fromEntries([...state.items.values()].map(({ id, phase }) => [id, phase]));
  const commits = scenario.repository.commits.map(({ trailers }) => trailers.map(([, value]) => value).join(" ")).sort();
  return { items, visits, commits };
}
