import { type Failure, MillraceError } from "../../kernel/errors/millrace-error.ts";
import { anchorText, anchorTrailer } from "../../log/commit-anchor.ts";
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
  for (let tries = 1; ; tries++) {
    const settled = await deliverOnce(context, id, tries < BRANCH_MOVES);
    if (settled === "interrupted" || settled === "ended") return;
    if (settled === "branch moved") continue;
    submit(context.store, { type: "settleDelivery", run: id, settled });
    return;
  }
}

/** How often a delivery begins again because somebody else committed meanwhile. */
const BRANCH_MOVES = 3;

async function deliverOnce(
  context: EffectContext,
  id: string,
  mayMove: boolean,
): Promise<Settled | "interrupted" | "ended" | "branch moved"> {
  const { store, trees } = context;
  const run = required(store.state.runs, id, "run");
  const { delivery: kind } = store.plans.get(run.plan).plan;
  // The head comes before the tree: what is committed in between makes the commit fail, instead of being undone by it.
  const parent = kind === "commit" ? (await trees.describe()).head : null;
  const found = kind === "commit" && run.delivery !== null ? await delivered(context, run) : null;
  if (found) return found;
  const tree = await trees.record();
  if (!isProven(run, tree, requiredChecks(store.state, run))) {
    const evidence = await runRequiredChecks(context, run, run.visit, tree);
    if (evidence === null) return "interrupted";
    submit(store, { type: "verifiedRun", run: id, tree, evidence });
    if (!store.state.runs.has(id)) return "ended";
  }
  const anchor = anchorText(store.log.head);
  submit(store, { type: "intendDelivery", run: id, tree, parent });
  if (kind !== "commit") return left(kind);
  return commit(context, run, { tree, parent, anchor }, mayMove);
}

/** A commit of this run that an earlier owner made without living to record it. */
async function delivered({ trees }: EffectContext, run: Run): Promise<Settled | null> {
  const intended = run.delivery;
  const found = intended?.tree ? await trees.findCommit("Millrace-Run", run.id, intended.parent) : null;
  if (!found || found.tree.id !== intended?.tree?.id) return null;
  await trees.followIndex(found.commit);
  return { outcome: "committed", commit: found.commit, detail: "the commit was there already" };
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

async function commit(
  { trees, store }: EffectContext,
  run: Run,
  { tree, parent, anchor }: { tree: Tree; parent: string | null; anchor: string },
  mayMove: boolean,
): Promise<Settled | "branch moved"> {
  if (tree.kind === "manifest") return { outcome: "left", commit: null, detail: "left in the worktree: there is no git repository" };
  const item = required(store.state.items, run.item, "item");
  const head = await trees.headTree();
  const uncommitted = head === null ? [] : (await trees.changed(head, tree)).map(({ path }) => path);
  const outcome = await trees.commit({
    tree,
    message: item.fields.title,
    // A commit is found again by the last of them.
    trailers: [
      [anchorTrailer, anchor],
      ["Millrace-Item", run.item],
      ["Millrace-Run", run.id],
    ],
    expectedParent: parent,
  });
  switch (outcome.type) {
    case "committed": {
      const notes = [outcome.index === "left" ? outcome.why : "", foreignNote(run, uncommitted)].filter((note) => note !== "");
      return { outcome: "committed", commit: outcome.commit, detail: notes.join("; ") };
    }
    case "unchanged":
      return { outcome: "unchanged", commit: null, detail: "the tree is that of the branch already" };
    case "refused":
      if (mayMove && outcome.failure.code === "git.branch-moved") return "branch moved";
      return { outcome: "failed", commit: null, detail: reasonOf(outcome.failure) };
  }
}

/** With what to do about it: it stands in attention until the item is unblocked. */
function reasonOf({ code, values }: Failure): string {
  const { message, fix } = new MillraceError(code, values);
  return fix === undefined ? message : `${message}. ${fix}`;
}

/** The evidence is of the whole tree, so the whole tree is committed: what lay there uncommitted before the run is told. */
function foreignNote(run: Run, committed: string[]): string {
  const foreign = committed.filter((path) => !run.changed.includes(path));
  if (foreign.length === 0) return "";
  const named = foreign.slice(0, 3).join(", ");
  return `with ${foreign.length} uncommitted from before the run: ${named}${foreign.length > 3 ? " …" : ""}`;
}
