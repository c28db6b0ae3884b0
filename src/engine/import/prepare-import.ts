import { basename, dirname, join, relative } from "node:path";
import { unwrap } from "../../kernel/errors/result.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { World } from "../../kernel/world.ts";
import { stamp } from "../../log/layout.ts";
import { writeBaseline } from "../../workspace/baseline/write-baseline.ts";
import { swapPlace, writeOrder } from "../../workspace/import/swap-place.ts";
import { applyInit } from "../../workspace/init/apply-init.ts";
import { gitExclude } from "../../workspace/init/git-exclude.ts";
import { planInit } from "../../workspace/init/plan-init.ts";
import { isShim, SHIM } from "../../workspace/init/shim.ts";
import { relativeLayout } from "../../workspace/layout.ts";
import { createWorkspace } from "../create-workspace.ts";
import { ownWorkspace } from "../own-workspace.ts";
import { projectOwned } from "../project-owned.ts";
import { importEvents, type Kept } from "./import-events.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Events in one batch: what a crash leaves half done is thrown away with the place, so that only memory bounds it. */
const BATCH = 200;

/**
 * Makes the whole new tree beside the older one, which is not touched, and says at last that it can be swapped in. The
 * caller has the lock of the place and has emptied it.
 */
export async function prepareImport(world: World, plan: ImportPlan, entry: string | null): Promise<Kept> {
  const { fs, clock } = world;
  const { root, tree } = plan;
  const time = stamp(clock.wall());
  const { place, tree: prepared, config } = swapPlace(root);
  const isNamesake = tree === relativeLayout.agents;
  const kept: Kept = {
    original: isNamesake ? `${tree}.before-upgrade-${time}` : tree,
    config: !isNamesake && plan.config !== null ? `${plan.config}.before-upgrade-${time}` : null,
    moved: inboxMoves(plan, time),
    made: entry === null || isShim(textOf(world, join(root, SHIM))) ? [] : [SHIM],
  };
  fs.makeDirectory(prepared);
  await fillLog(world, place, plan, kept);
  const ownConfig = isNamesake && fs.facts(join(root, relativeLayout.config)) !== null;
  if (!ownConfig) replaceFile(fs, isNamesake ? join(prepared, relativeLayout.config) : config, plan.configText, { durable: true });
  applyInit(fs, unwrap(planInit(fs, place, { entry: null })));
  writeBaseline(fs, place, { mode: undefined, entry });
  fs.syncDirectory(prepared);
  if (kept.config !== null && plan.config !== null) {
    replaceFile(fs, join(root, kept.config), fs.read(join(root, plan.config)), { durable: true });
  }
  const aside = [...(isNamesake ? [kept.original] : []), ...new Set(kept.moved.map(({ to }) => dirname(to)))];
  for (const path of aside) excludeFromGit(world, root, path);
  writeOrder(fs, root, {
    type: "import",
    prepared: relative(root, prepared),
    aside: isNamesake ? kept.original : null,
    config: isNamesake ? null : { from: relative(root, config) },
    moves: kept.moved,
    removes: [],
  });
  return kept;
}

/** The inbox of ideas is this version's too, which takes in what lies there: what has come in already goes beside it. */
function inboxMoves({ items }: ImportPlan, time: string): Kept["moved"] {
  const inbox = `${relativeLayout.ideasInbox}/`;
  const paths = items.map(({ from }) => from.path).filter((path) => path.startsWith(inbox));
  return paths.map((from) => ({ from, to: `${relativeLayout.ideasInbox}.before-upgrade-${time}/${from.slice(inbox.length)}` }));
}

async function fillLog(world: World, place: string, plan: ImportPlan, kept: Kept): Promise<void> {
  await createWorkspace(world, place, basename(plan.root) || "workspace");
  const owning = ownWorkspace(world, place, "command");
  if (owning.kind === "taken") throw new Error("The place of the upgrade is owned by somebody else, though its lock is held");
  const { owned } = owning;
  try {
    const projection = projectOwned(world, owned);
    const events = importEvents(plan, kept);
    if (plan.paused !== null) {
      const about = { source: "operator", reason: plan.paused, id: world.ids.fresh(), actor: "operator" } as const;
      owned.store.apply({ type: "moveRuntime", event: "PAUSED", ...about });
    }
    for (let from = 0; from < events.length; from += BATCH) owned.store.record(events.slice(from, from + BATCH));
    projection.flush();
    await owned.release("upgrade prepared");
  } catch (error) {
    await owned.release("upgrade failed", { clean: false });
    throw error;
  }
}

/** The older tree is no work of anybody's: without this, recorded trees would hold it. */
function excludeFromGit({ fs }: World, root: string, path: string): void {
  const exclude = gitExclude(fs, root, path);
  if (exclude) applyInit(fs, { root, steps: [{ type: "exclude", ...exclude }], kept: [] });
}

function textOf({ fs }: World, path: string): string | null {
  return fs.facts(path)?.kind === "file" ? Buffer.from(fs.read(path)).toString("utf8") : null;
}
