import { compileWorkspace } from "../../engine/compile-workspace.ts";
import type { OperationContext } from "../context.ts";
import { type Finding, fine } from "./finding.ts";

/** Whether the plan compiles. */
export async function planFinding(context: OperationContext): Promise<Finding> {
  const compiled = await compileWorkspace(context.world, context.root());
  const command = "millrace compile validate";
  if (!compiled.ok) {
    const [first] = compiled.problems;
    const what = `The plan has ${compiled.problems.length === 1 ? "1 problem" : `${compiled.problems.length} problems`}: ${first?.message ?? ""}`;
    return { code: "plan", level: "error", what, means: "New work needs a plan that compiles; the last good one stays in force", command };
  }
  const { plan, hash, warnings } = compiled;
  if (warnings.length === 0) return fine("plan", `mode ${plan.mode}, plan ${hash.slice(0, 12)}`);
  return {
    code: "plan",
    level: "warning",
    what: warnings[0]?.message ?? "",
    means: `The plan compiles with ${warnings.length} warning(s)`,
    command,
  };
}
