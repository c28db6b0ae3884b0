import { join } from "node:path";
import type { World } from "../kernel/world.ts";
import { parseDocument } from "../work/parse-document.ts";
import { slugOf } from "../work/slug.ts";
import type { WorkFields } from "../work/work-document.ts";
import type { DocumentEdit, IncomingDocument } from "../workspace/documents/report.ts";
import type { Owned } from "./own-workspace.ts";
import type { Projection } from "./project-owned.ts";

export interface TakeInOptions {
  /** As `Documents.look` has it. At a start all files are taken for whole, since nobody can be seen writing them. */
  how: "start" | "gated" | "full";
  /** Directories that are looked at in any case, relative to `millrace-agents/`. */
  touched?: ReadonlySet<string>;
  /** Gets what a person should know. */
  onNote: (note: string) => void;
}

/** How it went: whether something was left for the next look because it may still be written to. */
export interface TakenIn {
  pending: boolean;
}

/** Milliseconds of work after which others get their turn. */
const TURN = 20;

/**
 * Brings documents and state together: edits of queued items become revisions, whole new files become items, and what cannot
 * be taken is set aside or told.
 */
export async function takeInDocuments(world: World, owned: Owned, projection: Projection, options: TakeInOptions): Promise<TakenIn> {
  const { how, touched, onNote } = options;
  const { clock } = world;
  const report = projection.documents.look(owned.store.state, how, touched);
  for (const { path, type, reason } of report.notices) onNote(`${path} was ${type}: ${reason}`);
  for (const { path, problem, fix } of report.problems) onNote(`${path}: ${problem}. ${fix}`);
  const isWhole = ({ stable }: { stable: boolean }): boolean => stable || how === "start";
  const works = [
    ...report.edits.filter(isWhole).map((edit) => () => takeEdit(world, owned, projection, edit, onNote)),
    ...report.incoming.filter(isWhole).map((file) => () => takeNew(world, owned, file, onNote)),
  ];
  let turn = clock.monotonic();
  for (const work of works) {
    work();
    if (clock.monotonic() - turn < TURN) continue;
    await clock.sleep(0);
    turn = clock.monotonic();
  }
  return { pending: works.length < report.edits.length + report.incoming.length };
}

function takeEdit(world: World, owned: Owned, { documents }: Projection, edit: DocumentEdit, onNote: TakeInOptions["onNote"]): void {
  const item = owned.store.state.items.get(edit.item);
  if (!item || item.revision === edit.revision) return;
  const parsed = parseDocument(edit.text, { kind: item.kind, id: item.id });
  const problem = parsed.ok
    ? revise(world, owned, edit, parsed.document.fields)
    : parsed.problems.map(({ problem: one }) => one).join("; ");
  if (problem === null) onNote(`${edit.path} was edited: taken as a new revision`);
  else for (const { path, reason } of documents.setAside(item, edit.path, problem)) onNote(`${path}: ${reason}`);
}

function revise(world: World, { store }: Owned, edit: DocumentEdit, fields: WorkFields): string | null {
  const command = { type: "reviseItem", item: edit.item, document: edit.text, fields } as const;
  const answer = store.apply({ ...command, id: world.ids.fresh(), actor: "operator" });
  return answer.status === "rejected" ? answer.failure.code : null;
}

function takeNew(world: World, { store, layout }: Owned, file: IncomingDocument, onNote: TakeInOptions["onNote"]): void {
  const parsed = parseDocument(file.text, { kind: file.kind, id: file.id });
  if (!parsed.ok) {
    onNote(`${file.path} cannot be read: ${parsed.problems.map(({ problem }) => problem).join("; ")}`);
    return;
  }
  const { kind, id, fields } = parsed.document;
  const command = { type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: file.text, body: "" } as const;
  const answer = store.apply({ ...command, id: world.ids.fresh(), actor: "operator" });
  if (answer.status === "rejected") onNote(`${file.path} was not taken in: ${answer.failure.code}`);
  // Its bytes are in the log and under the item's own name now; under another they would be taken for new work for ever.
  else if (id !== file.id) world.fs.remove(join(layout.root, file.path));
}
