import { dirname, join } from "node:path";
import type { EventEnvelope } from "../../events/envelope.ts";
import type { EventData } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { World } from "../../kernel/world.ts";
import { stamp } from "../../log/layout.ts";
import { writeOrder } from "../../workspace/import/swap-place.ts";
import { endSwap } from "../../workspace/import/swap-trees.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import { ownWorkspace } from "../own-workspace.ts";
import { readEvents } from "../read-events.ts";
import type { CarryOptions } from "./carry-over.ts";
import { withUpgradeLock } from "./upgrade-lock.ts";

type Imported = EventData<"workspace.imported">;

/** What the log says of how this workspace came in, and of what was done since. */
export interface ImportRecord {
  imported: Imported;
  seq: number;
  time: string;
  /** Events that are work: going back would lose them. */
  work: { count: number; first: EventEnvelope | null };
}

/** Facts that opening a workspace leaves, and that lose nothing when they go. */
const NO_WORK: ReadonlySet<string> = new Set([
  ...["owner.acquired", "owner.released", "log.marked", "log.repaired", "command.settled"],
  ...["plan.compiled", "plan.rejected", "policy.changed", "runtime.moved"],
]);

/** The import of the workspace by its log; null when it began with this version. */
export function importRecord(world: Pick<World, "fs">, root: string): ImportRecord | null {
  let record: ImportRecord | null = null;
  readEvents(world, root, {
    onEvent(event) {
      if (event.type === "workspace.imported") {
        record = { imported: event.data as Imported, seq: event.seq, time: event.time, work: { count: 0, first: null } };
      } else if (record !== null && !NO_WORK.has(event.type)) {
        record.work.count += 1;
        record.work.first ??= event;
      }
    },
  });
  return record;
}

export interface Undone {
  /** What was put back, and where this version's tree lies now, relative to the root. */
  restored: string[];
  aside: string;
}

/**
 * Puts the older workspace back, and this version's tree aside. `told` says an event in a sentence. Throws
 * `upgrade.work-done`, `upgrade.original-missing`, `owner.taken`.
 */
export function undoImport(
  world: World,
  root: string,
  options: CarryOptions,
  told: (event: EventEnvelope) => string,
): Promise<Undone | null> {
  return withUpgradeLock(world, root, async () => {
    const { fs } = world;
    const owning = ownWorkspace(world, root, "command");
    if (owning.kind === "taken") throw new MillraceError("owner.taken", { ...owning.holder });
    const { owned } = owning;
    try {
      const record = importRecord(world, root);
      if (record === null) return null;
      const { original, config, made, moved } = record.imported;
      const { count, first } = record.work;
      if (first) throw new MillraceError("upgrade.work-done", { count, seq: first.seq, text: told(first), original });
      const missing = [original, ...(config === null ? [] : [config])].find((path) => fs.facts(join(root, path)) === null);
      if (missing !== undefined) throw new MillraceError("upgrade.original-missing", { original: missing });
      const time = stamp(world.clock.wall());
      const aside = `${relativeLayout.agents}.undone-${time}`;
      const isNamesake = original.startsWith(`${relativeLayout.agents}.`);
      if (!isNamesake) keepOwnConfig(world, root, time);
      writeOrder(fs, root, {
        type: "undo",
        prepared: isNamesake ? original : null,
        aside,
        config: isNamesake ? null : { from: config },
        moves: moved.map(({ from, to }) => ({ from: to, to: from })),
        removes: made,
      });
      await endSwap(fs, root, options.exchange);
      for (const directory of new Set(moved.map(({ to }) => join(root, dirname(to))))) {
        if (fs.list(directory).length === 0) fs.removeTree(directory);
      }
      return { restored: [...(isNamesake ? [relativeLayout.agents] : []), ...(config === null ? [] : [relativeLayout.config])], aside };
    } finally {
      await owned.release("upgrade undone", { clean: false });
    }
  });
}

function keepOwnConfig({ fs }: World, root: string, time: string): void {
  const { root: top } = layoutOf(root);
  const path = join(top, relativeLayout.config);
  if (fs.facts(path)) replaceFile(fs, `${path}.undone-${time}`, fs.read(path), { durable: true });
}
