import type { AnyEvent } from "../events/event.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { World } from "../kernel/world.ts";
import type { Item } from "../state/item.ts";
import type { State } from "../state/state.ts";
import { type Documents, openDocuments } from "../workspace/documents/documents.ts";
import { openIndex } from "../workspace/index/open-index.ts";
import type { PlanFacts } from "../workspace/state-files/plan-facts.ts";
import { openStateFiles } from "../workspace/state-files/state-files.ts";
import { carriesDocument } from "./carries-document.ts";
import { documentSource } from "./document-source.ts";
import { takeEditFirst } from "./intake/take-edit-first.ts";
import type { Owned } from "./own-workspace.ts";

/** Everything on disk that is derived from the log, kept up by its owner. */
export interface Projection {
  documents: Documents;
  /** Brings state files and index up to the last event. */
  flush(): void;
}

/** Projects every decision as it becomes durable: documents at once, state files and index when flushed. */
export function projectOwned(world: World, owned: Owned): Projection {
  const { fs, clock } = world;
  const { store, layout } = owned;
  const { state } = store;
  const texts = new LiveTexts(state);
  const documents = openDocuments({ fs, clock, layout, source: documentSource(fs, layout.log, () => store.log.head.seq, texts) });
  const files = openStateFiles({ fs, layout });
  const index = world.indexes ? openIndex({ layout, state, head: store.log.head, fs }) : null;
  store.before((command) => takeEditFirst(world, store, documents, command));
  // A crash may have come between a redaction and what is derived from it.
  for (const item of state.items.values()) if (item.redactedBy !== undefined) projectIfPossible(documents, item);
  store.listen((events) => {
    for (const event of events) {
      if (!event.type.startsWith("item.")) continue;
      texts.take(event);
      const item = state.items.get(event.subject);
      if (item) projectIfPossible(documents, item);
    }
    texts.drop(state, events);
    index?.touch(events);
    if (events.some(({ type }) => type === "log.redacted" || type === "text.redacted")) renew(events);
  });
  /** Nothing derived may go on holding what was taken out of the log. */
  const renew = (events: readonly AnyEvent[]): void => {
    for (const event of events) {
      const item = event.type === "log.redacted" && event.data.document ? state.items.get(event.data.document.item) : undefined;
      if (item) projectIfPossible(documents, item);
    }
    index?.renew(state, store.log.head);
    flush();
  };
  const flush = (): void => {
    files.write(state, planFacts(owned));
    documents.save();
    index?.flush(state, store.log.head);
  };
  // The index is current for readers only when it knows the very last event.
  owned.beforeLetGo((clean) => {
    if (clean) flush();
    index?.close();
  });
  return { documents, flush };
}

/** The decision is durable: that its document could not be written must not make it a failure. The next look writes it. */
function projectIfPossible(documents: Documents, item: Item): void {
  try {
    documents.project(item);
  } catch (error) {
    if (!isFsError(error)) throw error;
  }
}

/** Texts of live items, and of those that were finished just now: the state lets go of them before they are projected. */
class LiveTexts {
  readonly #texts = new Map<string, string>();

  constructor(state: State) {
    for (const item of state.items.values()) if (item.document !== null) this.#texts.set(item.id, item.document);
  }

  get(item: string): string | undefined {
    return this.#texts.get(item);
  }

  take(event: AnyEvent): void {
    if (carriesDocument(event)) this.#texts.set(event.subject, event.data.document);
  }

  drop(state: State, events: readonly AnyEvent[]): void {
    for (const { subject } of events) if (state.items.get(subject)?.document === null) this.#texts.delete(subject);
  }
}

function planFacts({ store }: Owned): PlanFacts {
  const { plan } = store.state;
  if (plan === null) return { text: null, mode: null, executionLoop: null, planningLoop: null, learningLoop: null, warnings: [] };
  const { loops } = store.plans.get(plan.hash);
  const on = (plane: string): string | null => [...loops.values()].find(({ loop }) => loop.plane === plane)?.loop.id ?? null;
  return {
    text: store.plans.text(plan.hash),
    mode: plan.mode,
    executionLoop: on("execution"),
    planningLoop: on("planning"),
    learningLoop: on("learning"),
    warnings: [],
  };
}
