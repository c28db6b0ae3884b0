import { required } from "../../state/require.ts";
import { runRequiredChecks } from "./checks.ts";
import type { EffectContext } from "./context.ts";
import { submit } from "./submit.ts";

/** Runs the required checks of a verdict stage. The tree is named after them: a check that changes it proves nothing of the old one. */
export async function verify(context: EffectContext, id: string): Promise<void> {
  const run = required(context.store.state.runs, id, "run");
  const before = await context.trees.record();
  const evidence = await runRequiredChecks(context, run, run.visit, before);
  if (evidence === null) return;
  submit(context.store, { type: "verifiedRun", run: id, tree: before, evidence });
}
