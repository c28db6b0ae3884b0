import type { AnyNewEvent } from "../../events/event.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Where what is not carried lies afterwards, relative to the root. */
export interface Kept {
  original: string;
  config: string | null;
  /** Documents that lay outside of the tree. */
  moved: { from: string; to: string }[];
  made: string[];
}

/** The events by which an older workspace comes in: its items, their runs, and at last the fact itself. */
export function importEvents(plan: ImportPlan, kept: Kept): AnyNewEvent[] {
  const { line, tree, items, runs, settings, left } = plan;
  const { original, config, made } = kept;
  const elsewhere = new Map(kept.moved.map(({ from, to }) => [from, to]));
  const moved = (path: string): string =>
    path.startsWith(`${tree}/`) ? `${original}${path.slice(tree.length)}` : (elsewhere.get(path) ?? path);
  const outside = { actor: "operator", cause: 0 } as const;
  return [
    ...items.map(
      ({ id, ...data }): AnyNewEvent => ({
        ...outside,
        type: "item.imported",
        subject: id,
        data: { ...data, revision: sha256(data.document), from: { ...data.from, path: moved(data.from.path) } },
      }),
    ),
    ...runs.map(
      ({ id, item, ...data }): AnyNewEvent => ({
        ...outside,
        type: "run.imported",
        subject: item,
        run: id,
        data: { ...data, directory: `${original}/${data.directory}` },
      }),
    ),
    {
      ...outside,
      type: "workspace.imported",
      subject: "workspace",
      data: {
        line,
        original,
        config,
        items: items.length,
        runs: runs.length,
        moved: kept.moved,
        made,
        settings: settings.map(({ from, to, note }) => ({ from, to, note })),
        left: left.map(({ path, why }) => ({ path: moved(path), why })),
      },
    },
  ];
}
