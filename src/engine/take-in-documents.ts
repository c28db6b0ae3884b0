import type { World } from "../kernel/world.ts";
import type { DocumentsReport } from "../workspace/documents/report.ts";
import type { IntakeDesk } from "./intake/desk.ts";
import { noteNotices } from "./intake/note-notices.ts";
import { noteRefusals } from "./intake/note-refusals.ts";
import { refuseFile } from "./intake/refuse-file.ts";
import { takeEdit } from "./intake/take-edit.ts";
import { takeNewFiles } from "./intake/take-new-files.ts";
import type { Owned } from "./own-workspace.ts";
import type { Projection } from "./project-owned.ts";

export interface TakeInOptions {
  /** As `Documents.look` has it. */
  how: "start" | "gated" | "full";
  /** Directories that are looked at in any case, relative to `millrace-agents/`. */
  touched?: ReadonlySet<string>;
  /** Gets what a person should know. */
  onNote: (note: string) => void;
}

/** How it went: whether something was taken, and whether something was left for the next look because it may still be written to. */
export interface TakenIn {
  taken: boolean;
  pending: boolean;
}

/** Milliseconds of work after which others get their turn. */
const TURN = 20;
/** Milliseconds between two looks at a file that may still be written to, and how many of them a start takes. */
const SETTLE = 500;
const LOOKS = 5;

/**
 * Brings documents and state together: edits of queued items become revisions, whole new files become items, oldest first,
 * and what cannot be taken is set aside and recorded until the operator mends or removes it. Files that may still be written
 * to are left for the next look.
 */
export async function takeInDocuments(world: World, owned: Owned, projection: Projection, options: TakeInOptions): Promise<TakenIn> {
  const { how, touched, onNote } = options;
  const { clock } = world;
  const { documents } = projection;
  // An owner that stood still would put documents back to where they were when it stopped.
  owned.store.log.refuseIfFenced();
  const report = documents.look(owned.store.state, how, touched);
  const desk: IntakeDesk = { world, owned, documents, found: new Map(), onNote };
  noteNotices(desk, report.notices);
  const incoming = report.incoming.sort((a, b) => a.modified - b.modified || (a.path < b.path ? -1 : 1));
  let turn = clock.monotonic();
  for (const _ of taking(desk, { ...report, incoming })) {
    if (clock.monotonic() - turn < TURN) continue;
    await clock.sleep(0);
    turn = clock.monotonic();
  }
  noteRefusals(desk, report);
  const taken = [...report.edits, ...incoming].some(isStable);
  return { taken, pending: [...report.edits, ...incoming, ...report.invalid].some(({ stable }) => !stable) };
}

/** Takes what is whole, and yields after each piece of work. */
function* taking(desk: IntakeDesk, { edits, incoming, invalid }: DocumentsReport): Generator<void> {
  for (const edit of edits.filter(isStable)) yield takeEdit(desk, edit);
  yield* takeNewFiles(desk, incoming.filter(isStable));
  for (const file of invalid.filter(isStable)) yield refuseFile(desk, file);
}

function isStable({ stable }: { stable: boolean }): boolean {
  return stable;
}

/** As at a start that does one thing and ends: looks again, for a while, as long as a file may still be written to. */
export async function takeInSettled(
  world: World,
  owned: Owned,
  projection: Projection,
  options: Pick<TakeInOptions, "onNote"> & { signal: AbortSignal },
): Promise<void> {
  const { onNote, signal } = options;
  for (let look = 1; ; look++) {
    const { pending } = await takeInDocuments(world, owned, projection, { how: look === 1 ? "start" : "gated", onNote });
    if (!pending || signal.aborted) return;
    if (look === LOOKS) {
      onNote("A document is still being written; it is left for the next start");
      return;
    }
    await world.clock.sleep(SETTLE, signal);
  }
}
