import type { Phase } from "../../../machines/runtime/item.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import type { Param } from "../params.ts";
import type { Candidate } from "./complete-words.ts";

/** More than a person reads through. */
const MOST = 200;

type Source = (context: OperationContext, phases: readonly Phase[]) => Promise<Candidate[]>;

/** What the workspace knows, by the words with which help names a value. */
const sources: Readonly<Record<string, Source>> = {
  ID: items,
  ITEM: items,
  RUN: runs,
  MODE: async ({ world, root }) => {
    const { listModes } = await import("../../plan/modes/list-modes.ts");
    return listModes(world.fs, root()).map(({ id }) => ({ text: id, summary: "" }));
  },
  LOOP: async ({ world, root }) => {
    const { loopIds } = await import("../../plan/loops/load-loop.ts");
    return loopIds(world.fs, root()).map((text) => ({ text, summary: "" }));
  },
  KEY: async () => {
    const { defaults } = await import("../../plan/config/defaults.ts");
    return Object.entries(defaults).map(([text, { meaning }]) => ({ text, summary: meaning }));
  },
  TYPE: async () => {
    const { eventGuards } = await import("../../events/guards.generated.ts");
    return [...eventGuards.keys()].map((text) => ({ text, summary: "" }));
  },
};

const LIVE: readonly Phase[] = ["queued", "active", "blocked"];
const OVER: readonly Phase[] = ["done", "handed_off", "cancelled"];

/** The phases in which an item can be what an operation wants; any, live ones first, where it does not matter. */
const wanted: Readonly<Record<string, readonly Phase[]>> = {
  "item.cancel": LIVE,
  "item.retry": OVER,
  "item.unblock": ["blocked"],
  "queue.edit": ["queued", "blocked"],
  "queue.remove": ["queued"],
  "queue.reorder": ["queued"],
  "queue.retarget": ["queued", "blocked"],
  "runtime.start": ["queued"],
};

async function items(context: OperationContext, phases: readonly Phase[]): Promise<Candidate[]> {
  const { withView } = await import("../view/with-view.ts");
  return await withView(context, (view) =>
    view.items({ phases, limit: MOST }).map(({ id, phase, fields }) => ({ text: id, summary: `${phase}: ${fields.title}` })),
  );
}

async function runs(context: OperationContext): Promise<Candidate[]> {
  const { withView } = await import("../view/with-view.ts");
  return await withView(context, (view) => [
    ...[...view.head.runs.values()].map(({ id, position }) => ({ text: id, summary: `live, at ${position.stage}` })),
    ...view.finishedRuns({ limit: MOST }).map(({ id, outcome }) => ({ text: id, summary: outcome as string })),
  ]);
}

/** Whether a value is the name of a file or directory. */
export function isPlace(param: Param): boolean {
  return wordsOf(param).some((word) => ["FILE", "PATH", "DIR"].includes(word));
}

/** Values for a parameter of an operation that begin with `prefix`; none outside of a workspace. */
export async function knownValues(
  context: OperationContext,
  asked: { operation: string; name: string; param: Param; prefix: string },
): Promise<Candidate[]> {
  // The id of something that is only being made.
  if (asked.name === "id") return [];
  const phases = wanted[asked.operation];
  try {
    const found: Candidate[] = [];
    for (const source of new Set(wordsOf(asked.param).flatMap((word) => sources[word] ?? [])))
      for (const some of phases ? [phases] : [LIVE, OVER]) found.push(...(await source(context, some)));
    const fitting = new Map(found.filter(({ text }) => text.startsWith(asked.prefix)).map((one) => [one.text, one]));
    return [...fitting.values()].slice(0, MOST);
  } catch (error) {
    if (error instanceof MillraceError) return [];
    throw error;
  }
}

/** `RUN|ITEM|SEQ` names three, `ID...` one. */
const wordsOf = ({ placeholder = "" }: Param): string[] => placeholder.replace("...", "").split("|");
