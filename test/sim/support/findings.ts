import { noneReady } from "../../../src/engine/none-ready.ts";
import { readWorkspace } from "../../../src/engine/read-workspace.ts";
import { verifyReplay } from "../../../src/engine/replay/verify-replay.ts";
import type { AnyEvent } from "../../../src/events/event.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { readLog } from "../../../src/log/read-log.ts";
import type { State } from "../../../src/state/state.ts";
import { documentDirectories } from "../../../src/workspace/directory-of.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import { runOf } from "./course.ts";
import { misplaced } from "./misplaced.ts";
import type { SimOptions } from "./options.ts";
import type { Scenario } from "./scenario.ts";
import { simPlan } from "./sim-plan.ts";

/** Everything about a finished scenario that must not be, as sentences; empty when all is well. */
export async function breaches(scenario: Scenario): Promise<string[]> {
  const found = [...scenario.machine.witness.problems];
  scenario.machine.witness.compare(scenario.disk);
  while (scenario.machine.time.advance());
  for (const [attempt, times] of scenario.machine.worker.launches)
    if (times > 1) found.push(`attempt ${attempt} was launched ${times} times`);
  found.push(...unlaunched(scenario));
  const commits = scenario.machine.repository.commits.map(runOf);
  if (new Set(commits).size < commits.length) found.push(`a run was delivered twice: ${commits.join(", ")}`);
  const { divergence } = verifyReplay({ fs: scenario.disk }, scenario.root);
  if (divergence) found.push(`replay diverges: ${JSON.stringify(divergence)}`);
  const { state } = readWorkspace({ fs: scenario.disk }, scenario.root);
  found.push(...unfinished(state, scenario.options), ...misplaced(scenario.disk, scenario.root, state), ...lostFiles(scenario, state));
  found.push(...(await notRebuilt(scenario)));
  return found;
}

/** Attempts that the log calls never launched, and that were. */
function unlaunched({ disk, root, machine }: Scenario): string[] {
  const found: string[] = [];
  const onEvent = (envelope: unknown): void => {
    const event = envelope as AnyEvent;
    if (event.type !== "attempt.lost" || event.data.failure !== "never_launched" || !machine.worker.launches.has(event.attempt ?? ""))
      return;
    found.push(`attempt ${event.attempt} was launched although it was recorded as never launched`);
  };
  const { end } = readLog({ fs: disk, directory: layoutOf(root).log, onEvent });
  return end.kind === "whole" ? found : [...found, `the log ends ${end.kind}`];
}

function unfinished(state: State, options: SimOptions): string[] {
  const found = [...state.runs.values()].map(({ id, phase }) => `run ${id} never ended: it is ${phase}`);
  if (noneReady(state, simPlan(options).plan.loopFor) === null) found.push("an item is ready, but nobody works on it");
  return found;
}

/** What the operator left is an item, or lies where it was, or beside it with the reason: never nowhere. */
function lostFiles({ disk, operator }: Scenario, state: State): string[] {
  return [...operator.left].flatMap(([item, { path, text }]) => {
    if (state.items.get(item)?.revision === sha256(text)) return [];
    const directory = path.slice(0, path.lastIndexOf("/"));
    const kept = disk
      .list(directory)
      .some((name) => name.startsWith(item) && Buffer.from(disk.read(`${directory}/${name}`)).toString() === text);
    return kept ? [] : [`${path}, which the operator left, is neither an item nor anywhere`];
  });
}

/** Deletes everything that is derived, starts, and compares. */
async function notRebuilt(scenario: Scenario): Promise<string[]> {
  const before = documents(scenario);
  const { agents, state } = layoutOf(scenario.root);
  for (const { path } of documentDirectories) scenario.disk.removeTree(`${agents}/${path}`);
  scenario.disk.removeTree(state);
  const started = await scenario.startOnceMore();
  if (started !== "nothing") return [`after everything derived was deleted a start found work: ${started}`];
  const after = documents(scenario);
  return [...before].flatMap(([path, text]) => (after.get(path) === text ? [] : [`${path} was not rebuilt as it was`]));
}

/** Projected documents by path; what was set aside is the operator's and not derived. */
function documents({ disk, root }: Scenario): Map<string, string> {
  const { agents } = layoutOf(root);
  const files = new Map<string, string>();
  for (const { path } of documentDirectories) {
    for (const name of disk.list(`${agents}/${path}`)) {
      if (name.endsWith(".md") && !name.includes(".conflict-"))
        files.set(`${path}/${name}`, Buffer.from(disk.read(`${agents}/${path}/${name}`)).toString());
    }
  }
  return files;
}
