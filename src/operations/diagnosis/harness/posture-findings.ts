import type { StageBinding } from "../../../plan/frozen-plan.ts";
import type { BoundHarness } from "../../../plan/stages/bound-harnesses.ts";
import { type Finding, fine } from "../finding.ts";

const levels = ["report", "basic", "elevated", "maximum"] as const satisfies readonly NonNullable<StageBinding["permission"]>[];

/** What each posture that the plan asks for allows, and at which stages. */
export function postureFindings({ runner, facts, stages }: BoundHarness): Finding[] {
  return levels.flatMap((level) => {
    const here = stages.filter(({ binding }) => (binding.permission ?? "basic") === level);
    const told = (some: typeof here, held: string): Finding[] => {
      const names = some.map(({ name }) => name);
      return names.length === 0 ? [] : [fine("harness", `${runner}, ${level}: ${facts.postures[level]}${held}: ${shortened(names)}`)];
    };
    return [
      ...told(
        here.filter(({ binding }) => !binding.sandbox),
        "",
      ),
      ...told(
        here.filter(({ binding }) => binding.sandbox),
        "; all of it within the sandbox of the plan",
      ),
    ];
  });
}

/** Stages without their loop, where that leaves them apart. */
function shortened(names: readonly string[]): string {
  const stages = names.map((name) => name.slice(name.indexOf("/") + 1));
  return (new Set(stages).size === stages.length ? stages : names).join(", ");
}
