import { required } from "../../state/require.ts";
import { setAsideStrangeRun } from "../../workspace/strange-run.ts";
import { runRequiredChecks } from "./checks.ts";
import type { EffectContext } from "./context.ts";
import { submit } from "./submit.ts";

/** Names the tree before the first stage and runs the required checks on it. */
export async function prepare(context: EffectContext, id: string): Promise<void> {
  const run = required(context.store.state.runs, id, "run");
  // An owner that stood still may find the directory of the one that took its place.
  context.store.log.refuseIfFenced();
  setAsideStrangeRun(context.fs, context.layout.root, id);
  const tree = await context.trees.record();
  await context.trees.keep([{ name: `runs/${id}/start`, tree }]);
  const baseline = await runRequiredChecks(context, run, 0, tree);
  if (baseline === null) return;
  submit(context.store, { type: "preparedRun", run: id, tree, baseline });
}
