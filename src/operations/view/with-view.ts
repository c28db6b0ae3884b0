import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { asOnDisk } from "./as-on-disk.ts";
import { type PlanNow, planNow } from "./plan-now.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * Hands a view of the workspace to `use`, without its lock: live, stopped or damaged. It is that of the index where the
 * index stands at the log's end, else folded from the log; what an operator may have mended since then is compared with the
 * disk. `use` must not wait.
 */
export async function withView<T>(context: { world: World; root(): string }, use: (view: WorkspaceView) => T): Promise<T> {
  const { world } = context;
  const root = context.root();
  const first = await look(world, root, (view) =>
    view.head.planProblems.length > 0
      ? { doubtful: true as const, known: view.head.planProblems }
      : { doubtful: false as const, value: use(asOnDisk(world, root, view, null)) },
  );
  if (!first.doubtful) return first.value;
  const plan: PlanNow = await planNow(world, root, first.known);
  return await look(world, root, (view) => use(asOnDisk(world, root, view, plan)));
}

async function look<T>(world: World, root: string, use: (view: WorkspaceView) => T): Promise<T> {
  const { readIndex } = await import("../../workspace/index/read-index.ts");
  const { indexView } = await import("./index-view.ts");
  const indexed = readIndex(world.fs, layoutOf(root), (index) => ({ value: use(indexView(index)) }));
  if (indexed) return indexed.value;
  const { foldedView } = await import("./folded-view.ts");
  const { readWorkspace } = await import("../../engine/read-workspace.ts");
  return use(foldedView(readWorkspace(world, root)));
}
