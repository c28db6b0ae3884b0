import "./preload.ts";
import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { courseOf } from "./course.ts";
import { breaches } from "./findings.ts";
import { optionsOf, type SimOptions, withoutFaults } from "./options.ts";
import { Scenario } from "./scenario.ts";

export interface SeedResult {
  options: SimOptions;
  crashes: number;
  attempts: number;
  /** Events, each of which was judged. */
  steps: number;
  faults: Record<string, number>;
  /** The most runs that were live at once. */
  peak: number;
  /** Crashes after which it was judged what the next owner makes of the disk. */
  ahead: number;
  /** Whether it was compared with an uninterrupted run. */
  compared: boolean;
  problems: string[];
}

/**
 * Runs one seed with its faults, then without, and judges both phases; and runs it once more where nothing goes wrong, and compares:
 * the same items, the same effective terminals for each visit, the same deliveries.
 */
export async function runSeed(seed: number): Promise<SeedResult> {
  const options = optionsOf(seed);
  const scenario = new Scenario(options);
  const problems: string[] = [];
  const compared = !options.meddles;
  try {
    await scenario.play();
    problems.push(...scenario.problems.safety.map((problem) => `safety: ${problem}`));
    problems.push(...scenario.problems.liveness.map((problem) => `liveness: ${problem}`));
    const course = courseOf(scenario);
    problems.push(...(await breaches(scenario)));
    if (compared) problems.push(...(await difference(course, options)));
  } catch (error) {
    problems.push(`${error instanceof Error ? error.stack : error}`);
  }
  const { crashes, ahead, faults, witness, worker } = scenario.machine;
  return { options, crashes, attempts: worker.launches.size, steps: witness.steps, peak: witness.peak, ahead, faults, compared, problems };
}

async function difference(course: ReturnType<typeof courseOf>, options: SimOptions): Promise<string[]> {
  const calm = new Scenario(withoutFaults(options));
  await calm.play();
  const [one, other] = [canonicalJson(course), canonicalJson(courseOf(calm))];
  return one === other ? [] : [`parity: the course differs from that of an uninterrupted run:\n  crashed ${one}\n  calm    ${other}`];
}
