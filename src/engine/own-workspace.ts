import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Holder } from "../kernel/ports/owner-lock.ts";
import { PRODUCT } from "../kernel/product.ts";
import type { World } from "../kernel/world.ts";
import { openLog } from "../log/open-log.ts";
import { stagedIn } from "../log/redact/staged.ts";
import { disownIndex } from "../workspace/index/disown-index.ts";
import { doubtIndex } from "../workspace/index/doubt-index.ts";
import { type Layout, layoutOf } from "../workspace/layout.ts";
import { finishPruning } from "./finish-pruning.ts";
import { foundation, keepSnapshot } from "./load-state.ts";
import { PlanBook } from "./plan-book.ts";
import { Redactor } from "./redactor.ts";
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
  /** Throws `log.fenced` once the workspace was moved, its log was replaced, or another owner wrote: nothing at its paths is this owner's then. */
  mustBeInPlace(): void;
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
    finishPruning(world.fs, layout, store, opened.prunedAt);
    const place = world.identity?.(layout.log);
    const mustBeInPlace = (): void => {
      if (world.identity?.(layout.log) === place) store.log.refuseIfFenced();
      else
        throw new MillraceError("log.fenced", {
          problem: `${layout.log} is not what it was: the workspace was moved, or its log replaced`,
        });
    };
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
    return { kind: "owned", owned: { layout, store, repaired: opened.repaired, snapshot, beforeLetGo, mustBeInPlace, release } };
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.corrupt") doubtIndex(world.fs, layout);
    taken.lock.release();
    throw error;
  }
}

interface Opened {
  store: Store;
  repaired: Owned["repaired"];
  snapshotAt: number;
  /** The newest `log.pruned` event since the snapshot. */
  prunedAt: number | null;
}

function openOwned(world: World, layout: Layout): Opened {
  const { fs, clock, env } = world;
  const segmentBytes = Number(env.MILLRACE_SEGMENT_BYTES);
  let prunedAt: number | null = null;
  // Texts that were announced to go may be in a snapshot still.
  const unfinished = stagedIn(fs, layout.log) !== null;
  const base = foundation(fs, layout.log, { whole: unfinished });
  const { log, repaired } = openLog({
    fs,
    directory: layout.log,
    clock,
    onEvent(event) {
      base.fold(event);
      if (event.type === "log.pruned") prunedAt = event.seq;
    },
    ...(segmentBytes > 0 ? { segmentBytes } : {}),
    ...(base.from ? { from: base.from } : {}),
  });
  const redactor = new Redactor(fs, layout.log, () => disownIndex(fs, layout));
  if (unfinished) redactor.finish(log, base.state);
  const store = new Store({ state: base.state, log, plans: new PlanBook(fs, layout.log), redactor, clock });
  return { store, repaired, snapshotAt: base.from?.seq ?? 0, prunedAt };
}
