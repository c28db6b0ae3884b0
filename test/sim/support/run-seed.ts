import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { breaches, courseOf } from "./findings.ts";
import { optionsOf, Scenario, type SimOptions } from "./scenario.ts";

export interface SeedResult {
  options: SimOptions;
  crashes: number;
  attempts: number;
  problems: string[];
}

/**
 * Runs one seed with its crashes and once more without, and compares: the same items, the same effective terminals for each
 * visit, the same commits. With several runs at once the order in which they share the repository may differ, so there
 * only the invariants are judged.
 */
export async function runSeed(seed: number): Promise<SeedResult> {
  const options = optionsOf(seed);
  const crashed = new Scenario(options);
  const problems: string[] = [];
  try {
    await crashed.prepare();
    await crashed.work();
    problems.push(...breaches(crashed));
    if (options.maxRuns === 1 && options.loss === 0) problems.push(...(await parity(crashed, options)));
  } catch (error) {
    problems.push(`${error instanceof Error ? error.stack : error}`);
  }
  return { options, crashes: crashed.crashes, attempts: crashed.machine.launches.size, problems };
}

async function parity(crashed: Scenario, options: SimOptions): Promise<string[]> {
  const calm = new Scenario({ ...options, crashes: 0 });
  await calm.prepare();
  await calm.work();
  const [one, other] = [canonicalJson(courseOf(crashed)), canonicalJson(courseOf(calm))];
  return one === other ? [] : [`the crashed course differs:\n  crashed ${one}\n  calm    ${other}`];
}
