import { PRODUCT } from "../kernel/product.ts";
import type { World } from "../kernel/world.ts";
import { openLog } from "../log/open-log.ts";
import { layoutOf } from "../workspace/layout.ts";

/** Makes the log of a new workspace, with its first event. Does nothing where there is a log already; gives whether it made one. */
export async function createWorkspace(world: World, root: string, name: string): Promise<boolean> {
  const { fs, clock, ids, proc, lock } = world;
  const layout = layoutOf(root);
  fs.makeDirectory(layout.owner);
  const { pid, started } = proc.self();
  const since = new Date(clock.wall()).toISOString();
  const taken = lock.acquire(layout.owner, { pid, started, role: "command", since, epoch: 0 });
  if (taken.kind === "taken") return false;
  try {
    const { log } = openLog({ fs, directory: layout.log, clock, create: true });
    const isNew = log.head.seq === 0;
    const data = { id: ids.fresh(), name, product: PRODUCT };
    if (isNew) log.appendNow([{ type: "workspace.created", actor: "operator", subject: "workspace", cause: 0, data }]);
    await log.close();
    return isNew;
  } finally {
    taken.lock.release();
  }
}
