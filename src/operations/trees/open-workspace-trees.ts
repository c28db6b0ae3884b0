import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { withView } from "../view/with-view.ts";

/** The trees of the workspace, for comparing and taking files out: nothing of its owner's is used but what is kept for good. */
export async function openWorkspaceTrees(context: OperationContext): Promise<Trees> {
  const workspace = await withView(context, ({ head }) => head.workspace?.id ?? "");
  const root = context.root();
  return await openTrees({ root, directory: join(layoutOf(root).state, "trees"), namespace: workspace });
}
