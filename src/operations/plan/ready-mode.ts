import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { World } from "../../kernel/world.ts";
import { compilePlan } from "../../plan/compile-plan.ts";
import { choiceText } from "../../plan/modes/mode-choice.ts";
import { readyFor } from "../../runners/readiness/ready-for.ts";

/** The mode for a new workspace and why: what `auto` would choose there, else the one that needs no harness. The directory need not exist. */
export async function readyMode({ fs, env }: Pick<World, "fs" | "env">, root: string): Promise<{ mode: string; why: string }> {
  const cwd = existing(root);
  const compiled = await compilePlan({ fs, root, mode: "auto", look: (plan) => readyFor(plan, env, cwd) });
  if (compiled.ok && compiled.choice) return { mode: compiled.plan.mode, why: choiceText(compiled.choice) };
  const [problem] = compiled.ok ? [] : compiled.problems;
  return { mode: "default_shell", why: `It needs no harness. ${problem?.message ?? ""}`.trim() };
}

function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path));
}
