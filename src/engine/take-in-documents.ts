import type { World } from "../kernel/world.ts";
import { parseDocument } from "../work/parse-document.ts";
import { slugOf } from "../work/slug.ts";
import type { Owned } from "./own-workspace.ts";
import type { Projection } from "./project-owned.ts";

/**
 * Brings documents and state together at a start: edits of queued items become revisions, whole new files become items,
 * and what cannot be taken is set aside or told. Gives what a person should know.
 */
export function takeInDocuments(world: World, owned: Owned, projection: Projection): string[] {
  const { store } = owned;
  const report = projection.documents.look(store.state, "start");
  const notes = [
    ...report.notices.map(({ path, type, reason }) => `${path} was ${type}: ${reason}`),
    ...report.problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`),
  ];
  for (const edit of report.edits) {
    const item = store.state.items.get(edit.item);
    if (!item) continue;
    const parsed = parseDocument(edit.text, { kind: item.kind, id: item.id });
    const problem = parsed.ok
      ? reviseWith(world, owned, edit, parsed.document.fields)
      : parsed.problems.map(({ problem: one }) => one).join("; ");
    if (problem === null) notes.push(`${edit.path} was edited: taken as a new revision`);
    else for (const { path, reason } of projection.documents.setAside(item, edit.path, problem)) notes.push(`${path}: ${reason}`);
  }
  for (const file of report.incoming) {
    const parsed = parseDocument(file.text, { kind: file.kind, id: file.id });
    if (!parsed.ok) {
      notes.push(`${file.path} cannot be read: ${parsed.problems.map(({ problem }) => problem).join("; ")}`);
      continue;
    }
    const { kind, id, fields } = parsed.document;
    const command = { type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: file.text, body: "" } as const;
    const answer = store.apply({ ...command, id: world.ids.fresh(), actor: "operator" });
    if (answer.status === "rejected") notes.push(`${file.path} was not taken in: ${answer.failure.code}`);
  }
  return notes;
}

function reviseWith(
  world: World,
  { store }: Owned,
  edit: { item: string; text: string },
  fields: Parameters<typeof store.apply>[0] extends infer C ? (C extends { type: "reviseItem"; fields: infer F } ? F : never) : never,
): string | null {
  const answer = store.apply({
    type: "reviseItem",
    item: edit.item,
    document: edit.text,
    fields,
    id: world.ids.fresh(),
    actor: "operator",
  });
  return answer.status === "rejected" ? answer.failure.code : null;
}
