import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * Hands a view of the workspace to `use`, without its lock: live, stopped or damaged. It is that of the index where the
 * index stands at the log's end, else folded from the log. `use` must not wait.
 */
export async function withView<T>(context: { world: World; root(): string }, use: (view: WorkspaceView) => T): Promise<T> {
  const { world } = context;
  const root = context.root();
  const { readIndex } = await import("../../workspace/index/read-index.ts");
  const { indexView } = await import("./index-view.ts");
  const indexed = readIndex(world.fs, layoutOf(root), (index) => ({ value: use(indexView(index)) }));
  if (indexed) return indexed.value;
  const { foldedView } = await import("./folded-view.ts");
  const { readWorkspace } = await import("../../engine/read-workspace.ts");
  return use(foldedView(readWorkspace(world, root)));
}
