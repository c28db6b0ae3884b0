import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Compiled } from "../plan/compiled.ts";
import type { OperationContext } from "./context.ts";

/** The plan as its files stand now. Throws `plan.invalid` with all problems. */
export async function compiledOrThrow(context: OperationContext, mode: string | undefined): Promise<Extract<Compiled, { ok: true }>> {
  const { compileWorkspace } = await import("../engine/compile-workspace.ts");
  const compiled = await compileWorkspace(context.world, context.root(), mode === undefined ? {} : { mode });
  if (compiled.ok) return compiled;
  const { planInvalidValues } = await import("../plan/plan-invalid-values.ts");
  throw new MillraceError("plan.invalid", planInvalidValues(compiled));
}
