import { required } from "../../state/require.ts";
import type { Evidence, Run, Tree } from "../../state/run.ts";
import { requiredChecks } from "../decide/required-checks.ts";
import { runRequiredChecks } from "./checks.ts";
import type { EffectContext } from "./context.ts";
import { submit } from "./submit.ts";

/**
 * Delivers the tree of a run whose loop ended in done. The required checks must be green on that very tree: when a stage
 * changed it after the verdict, they run again first. The intent is durable before the commit, and the commit is looked
 * for before it is made, so that a crash between them delivers once.
 */
export async function deliver(context: EffectContext, id: string): Promise<void> {
  const { store, trees } = context;
  const run = required(store.state.runs, id, "run");
  const tree = run.delivery?.tree ?? (await trees.record());
  if (!isProven(run, tree, requiredChecks(store.state, run))) {
    const evidence = await runRequiredChecks(context, run, run.visit, tree);
    if (evidence === null) return;
    submit(store, { type: "verifiedRun", run: id, tree, evidence });
    if (!store.state.runs.has(id)) return;
  }
  const { delivery: kind } = store.plans.get(run.plan).plan;
  const parent = kind === "commit" ? (await trees.describe()).head : null;
  submit(store, { type: "intendDelivery", run: id, tree, parent });
  const intended = required(store.state.runs, id, "run").delivery;
  const settled = kind === "commit" ? await commit(context, run, tree, intended?.parent ?? null) : left(kind);
  submit(store, { type: "settleDelivery", run: id, settled });
}

/** Whether every required check was green on this tree. */
function isProven(run: Run, tree: Tree, checks: readonly string[]): boolean {
  const green = (one: Evidence): boolean => one.passed && one.tree.kind === tree.kind && one.tree.id === tree.id;
  return checks.every((check) => run.evidence.some((one) => one.check === check && green(one)));
}

type Settled = Parameters<typeof submit>[1] extends infer C ? (C extends { type: "settleDelivery"; settled: infer S } ? S : never) : never;

function left(kind: "worktree" | "none"): Settled {
  const detail = kind === "none" ? "the plan delivers nothing" : "left in the worktree";
  return { outcome: "left", commit: null, detail };
}

async function commit(context: EffectContext, run: Run, tree: Tree, expectedParent: string | null): Promise<Settled> {
  const { trees, store } = context;
  if (tree.kind === "manifest") return { outcome: "left", commit: null, detail: "left in the worktree: there is no git repository" };
  const before = await trees.findCommit("Millrace-Run", run.id, expectedParent);
  if (before && before.tree.id === tree.id) {
    await trees.followIndex(before.commit);
    return { outcome: "committed", commit: before.commit, detail: "the commit was there already" };
  }
  const item = required(store.state.items, run.item, "item");
  const head = await trees.headTree();
  const uncommitted = head === null ? [] : (await trees.changed(head, tree)).map(({ path }) => path);
  const outcome = await trees.commit({
    tree,
    message: item.fields.title,
    trailers: [
      ["Millrace-Item", run.item],
      ["Millrace-Run", run.id],
    ],
    expectedParent,
  });
  switch (outcome.type) {
    case "committed": {
      const notes = [outcome.index === "left" ? outcome.why : "", foreignNote(run, uncommitted)].filter((note) => note !== "");
      return { outcome: "committed", commit: outcome.commit, detail: notes.join("; ") };
    }
    case "unchanged":
      return { outcome: "unchanged", commit: null, detail: "the tree is that of the branch already" };
    case "refused":
      return { outcome: "failed", commit: null, detail: outcome.reason };
  }
}

/** The evidence is of the whole tree, so the whole tree is committed: what lay there uncommitted before the run is told. */
function foreignNote(run: Run, committed: string[]): string {
  const foreign = committed.filter((path) => !run.changed.includes(path));
  if (foreign.length === 0) return "";
  const named = foreign.slice(0, 3).join(", ");
  return `with ${foreign.length} uncommitted from before the run: ${named}${foreign.length > 3 ? " …" : ""}`;
}
