import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import type { Candidate } from "./complete-words.ts";

/** More than a person reads through. */
const MOST = 200;

type Source = (context: OperationContext) => Promise<Candidate[]>;

/** Parameters whose values the workspace knows, by name. */
const sources: Readonly<Record<string, Source>> = {
  item: items,
  run: runs,
  subject: async (context) => [...(await items(context)), ...(await runs(context))],
  mode: async ({ world, root }) => {
    const { listModes } = await import("../../plan/modes/list-modes.ts");
    return listModes(world.fs, root()).map(({ id }) => ({ text: id, summary: "" }));
  },
  key: async () => {
    const { defaults } = await import("../../plan/config/defaults.ts");
    return Object.entries(defaults).map(([text, { meaning }]) => ({ text, summary: meaning }));
  },
  type: async () => {
    const { eventGuards } = await import("../../events/guards.generated.ts");
    return [...eventGuards.keys()].map((text) => ({ text, summary: "" }));
  },
};

async function items(context: OperationContext): Promise<Candidate[]> {
  const { withView } = await import("../view/with-view.ts");
  return await withView(context, (view) =>
    view.items({ phases: ["queued", "active", "blocked"], limit: MOST }).map(({ id, fields }) => ({ text: id, summary: fields.title })),
  );
}

async function runs(context: OperationContext): Promise<Candidate[]> {
  const { withView } = await import("../view/with-view.ts");
  return await withView(context, (view) => [
    ...[...view.head.runs.values()].map(({ id, position }) => ({ text: id, summary: `live, at ${position.stage}` })),
    ...view.finishedRuns({ limit: MOST }).map(({ id, outcome }) => ({ text: id, summary: outcome as string })),
  ]);
}

/** Values for a parameter that begin with `prefix`; none outside of a workspace. */
export async function knownValues(context: OperationContext, name: string, prefix: string): Promise<Candidate[]> {
  try {
    const all = (await sources[name]?.(context)) ?? [];
    return all.filter(({ text }) => text.startsWith(prefix)).slice(0, MOST);
  } catch (error) {
    if (error instanceof MillraceError) return [];
    throw error;
  }
}
