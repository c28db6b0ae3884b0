import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import { asBriefOwner } from "../../engine/as-brief-owner.ts";
import { takeWorkspace } from "../../engine/take-workspace.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { LeftPath, RestoreOutcome, Tree, Trees } from "../../kernel/ports/trees.ts";
import type { State } from "../../state/state.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { withView } from "../view/with-view.ts";
import { openWorkspaceTrees } from "./open-workspace-trees.ts";
import type { Span } from "./span-of.ts";

/** What is put back: the files that these attempts changed, from the one tree to the other. */
export interface UndoOrder {
  run: string;
  item: string;
  from: Tree;
  to: Tree;
  attempts: Span["attempts"];
}

export interface Undone {
  written: string[];
  /** Those of them that were not there. */
  added: string[];
  removed: string[];
  left: LeftPath[];
  /** The workspace as it was until then, kept; null while it is only looked at. */
  salvage: Tree | null;
}

/** Says what an undo of the run would change. Throws `run.live`, `run.undo-conflict` and `git.no-contents`. */
export async function previewUndo(context: OperationContext, order: UndoOrder): Promise<Undone> {
  const workspace = await withView(context, ({ head }) => {
    refuseLive(head);
    return head.workspace?.id ?? "";
  });
  const paths = await pathsOf(await openWorkspaceTrees(context), order);
  const root = context.root();
  // With indexes and a pin of its own: whoever owns the workspace may be recording at this moment.
  const trees = await openTrees({ root, directory: join(layoutOf(root).state, "trees", "look"), namespace: `${workspace}/look` });
  const planned = undone(order.run, await trees.restore({ from: order.from, to: order.to, paths, salvageAs: null }));
  return { ...planned, added: absent(context, planned.written) };
}

/** Puts the files that the run's attempts changed back, as the owner of the workspace. Throws as the preview does, and `owner.taken`. */
export async function applyUndo(context: OperationContext, order: UndoOrder): Promise<Undone> {
  const { world } = context;
  const { run, item, from, to } = order;
  const trees = await openWorkspaceTrees(context);
  const owned = await takeWorkspace(world, context.root(), "command", context.signal);
  return await asBriefOwner(world, owned, async () => {
    refuseLive(owned.store.state);
    const salvageAs = `undo/${run}/${owned.store.state.seq}`;
    const paths = await pathsOf(trees, order);
    const planned = await trees.restore({ from, to, paths, salvageAs: null });
    const { written, removed, left } = undone(run, planned);
    const added = absent(context, written);
    // One that changes nothing is not what the next --back is about.
    if (planned.type !== "possible" || written.length + removed.length === 0) return { written, added, removed, left, salvage: null };
    // Durable before the first file is touched: whatever happens then, what was there can be brought back.
    await trees.keep([{ name: salvageAs, tree: planned.salvage }]);
    const data = { to, salvage: planned.salvage, written: written.length, removed: removed.length, left: left.length };
    owned.store.record([{ type: "run.undone", actor: "operator", subject: item, run, cause: 0, data }]);
    return { ...undone(run, await trees.restore({ from, to, paths, salvageAs })), added };
  });
}

/** What the attempts changed; what an operator edited between them stays. */
async function pathsOf(trees: Trees, { attempts }: UndoOrder): Promise<string[]> {
  const paths = new Set<string>();
  for (const { before, after } of attempts) for (const { path } of await trees.changed(before, after)) paths.add(path);
  return [...paths];
}

function refuseLive({ runs }: State): void {
  const live = [...runs.values()][0];
  if (live) throw new MillraceError("run.live", { run: live.id, item: live.item });
}

/** The paths (relative to the workspace) at which nothing is now. */
function absent({ world, root }: OperationContext, paths: readonly string[]): string[] {
  return paths.filter((path) => world.fs.facts(join(root(), path)) === null);
}

function undone(run: string, outcome: RestoreOutcome): Omit<Undone, "added"> {
  switch (outcome.type) {
    case "refused":
      throw new MillraceError(outcome.failure.code, outcome.failure.values);
    case "conflict":
      throw new MillraceError("run.undo-conflict", { run, paths: outcome.paths });
    case "possible":
      return { ...outcome, salvage: null };
    case "restored":
      return outcome;
  }
}
