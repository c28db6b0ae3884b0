import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import type { OperationContext } from "../context.ts";
import { withView } from "../view/with-view.ts";
import { publishDirectory } from "./publish-directory.ts";

const NAME = /^trees-(\d+)$/;

/**
 * The trees of the workspace for `use`, through indexes of this process alone: the owner, or another sync, may record a tree
 * at the same moment. What a dead process left of its own is removed.
 */
export async function withSourceTrees<T>(context: OperationContext, use: (trees: Trees) => Promise<T>): Promise<T> {
  const { fs, proc } = context.world;
  const root = context.root();
  const namespace = await withView(context, ({ head }) => head.workspace?.id ?? "");
  const home = publishDirectory(root);
  for (const name of fs.list(home)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && proc.identify(Number(pid)) === null) fs.removeTree(join(home, name));
  }
  const directory = join(home, `trees-${proc.self().pid}`);
  try {
    return await use(await openTrees({ root, directory, namespace }));
  } finally {
    fs.removeTree(directory);
  }
}
