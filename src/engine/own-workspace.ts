import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Holder } from "../kernel/ports/owner-lock.ts";
import { PRODUCT } from "../kernel/product.ts";
import type { World } from "../kernel/world.ts";
import { openLog } from "../log/open-log.ts";
import { doubtIndex } from "../workspace/index/doubt-index.ts";
import { type Layout, layoutOf } from "../workspace/layout.ts";
import { foundation, keepSnapshot } from "./load-state.ts";
import { PlanBook } from "./plan-book.ts";
import { Store } from "./store.ts";

export type OwnerRole = "once" | "daemon" | "command";

/** A workspace that this process owns, until it lets go. */
export interface Owned {
  layout: Layout;
  store: Store;
  /** Torn bytes that opening moved aside. */
  repaired: { bytes: number; moved: string } | null;
  /** Keeps a snapshot of the state as it is. */
  snapshot(): void;
  /** Registers what is to be done after the last event and before the lock is let go; `clean` as `release` was told. */
  beforeLetGo(action: (clean: boolean) => void): void;
  /** Ends the ownership cleanly. After a failure of the log, pass `clean: false`: nothing more is written. */
  release(reason: string, options?: { clean: boolean }): Promise<void>;
}

export type Owning = { kind: "owned"; owned: Owned } | { kind: "taken"; holder: Holder | null };

/** Events after which a new snapshot is worth its cost. */
const SNAPSHOT_EVERY = 1000;

/**
 * Takes the workspace: the kernel's lock first, then the log, whose new epoch fences every earlier owner. Gives "taken"
 * with the holder when another process has it. Throws what `openLog` throws.
 */
export function ownWorkspace(world: World, root: string, role: OwnerRole): Owning {
  const layout = layoutOf(root);
  const self = world.proc.self();
  const since = new Date(world.clock.wall()).toISOString();
  const holder = { pid: self.pid, started: self.started, role, since, epoch: 0 };
  world.fs.makeDirectory(layout.owner);
  const taken = world.lock.acquire(layout.owner, holder);
  if (taken.kind === "taken") return taken;
  try {
    const opened = openOwned(world, layout);
    const { store } = opened;
    const data = { role, pid: self.pid, started: self.started, product: PRODUCT };
    store.record([{ type: "owner.acquired", actor: "runtime", subject: "workspace", cause: 0, data }]);
    taken.lock.describe({ ...holder, epoch: store.log.epoch });
    let kept = opened.snapshotAt;
    const snapshot = (): void => {
      if (store.state.seq === kept) return;
      keepSnapshot(world.fs, layout.log, store.state, store.log.head);
      kept = store.state.seq;
    };
    const lastActions: ((clean: boolean) => void)[] = [];
    const release = async (reason: string, options = { clean: true }): Promise<void> => {
      try {
        if (options.clean) {
          store.record([{ type: "owner.released", actor: "runtime", subject: "workspace", cause: 0, data: { reason } }]);
          if (store.state.seq - kept >= SNAPSHOT_EVERY) snapshot();
        }
        for (const action of lastActions) action(options.clean);
        await store.log.close();
      } finally {
        taken.lock.release();
      }
    };
    const beforeLetGo = (action: (clean: boolean) => void): void => void lastActions.push(action);
    return { kind: "owned", owned: { layout, store, repaired: opened.repaired, snapshot, beforeLetGo, release } };
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.corrupt") doubtIndex(world.fs, layout);
    taken.lock.release();
    throw error;
  }
}

function openOwned(world: World, layout: Layout): { store: Store; repaired: Owned["repaired"]; snapshotAt: number } {
  const { fs, clock } = world;
  const base = foundation(fs, layout.log);
  const { log, repaired } = openLog({
    fs,
    directory: layout.log,
    clock,
    onEvent: base.fold,
    ...(base.from ? { from: base.from } : {}),
  });
  const store = new Store({ state: base.state, log, plans: new PlanBook(fs, layout.log), clock });
  return { store, repaired, snapshotAt: base.from?.seq ?? 0 };
}
