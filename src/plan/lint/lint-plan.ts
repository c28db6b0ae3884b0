import { findAsset } from "../assets/find-asset.ts";
import type { FrozenFile, FrozenPlan } from "../frozen-plan.ts";
import type { PlanProblem } from "../problem.ts";
import type { BindContext } from "../stages/bind-context.ts";
import { lintEntrypoint } from "./lint-entrypoint.ts";
import type { LintFinding } from "./lint-finding.ts";
import { lintSkill } from "./lint-skill.ts";

/** What the entry points and skills of a plan say wrongly, as warnings: a run can begin, but will hardly go well. */
export function lintPlan(context: BindContext, plan: FrozenPlan): PlanProblem[] {
  return [...lintEntrypoints(context, plan), ...lintSkills(context, plan)];
}

function lintEntrypoints({ fs, root, texts, runners }: BindContext, plan: FrozenPlan): PlanProblem[] {
  const exists = (path: string) => findAsset(fs, root, path).ok;
  return Object.values(plan.loops).flatMap((loop) =>
    Object.keys(loop.stages).flatMap((stage) => {
      const { entrypoint: frozen, skills = [], runner = "" } = plan.stages[`${loop.id}/${stage}`] ?? {};
      const text = frozen ? texts.get(frozen.hash) : undefined;
      if (!frozen || text === undefined) return [];
      // A runner that hands over no prompt hands over no skills either.
      const reads = runners[runner]?.needsEntrypoint === true;
      const given = skills.map(({ path }) => path.split("/").at(-2) ?? "");
      return lintEntrypoint(text, loop, stage, { exists, skills: reads ? given : null }).map((finding) =>
        problem("plan.entrypoint-lint", frozen, finding),
      );
    }),
  );
}

/** Each skill once, however many stages have it. */
function lintSkills({ texts }: BindContext, plan: FrozenPlan): PlanProblem[] {
  const skills = new Map(Object.values(plan.stages).flatMap((binding) => binding.skills.map((file) => [file.path, file])));
  return [...skills.values()].flatMap((file) => {
    const text = texts.get(file.hash);
    if (text === undefined || !file.path.endsWith("/SKILL.md")) return [];
    return lintSkill(text, file.path.split("/").at(-2) ?? "").map((finding) => problem("plan.skill-lint", file, finding));
  });
}

function problem(
  code: "plan.entrypoint-lint" | "plan.skill-lint",
  { origin, path }: FrozenFile,
  { line, message, fix }: LintFinding,
): PlanProblem {
  const file = origin === "workspace" ? `millrace-agents/${path}` : `package:${path}`;
  return { code, path: "", message, fix, file, ...(line === null ? {} : { line }) };
}
