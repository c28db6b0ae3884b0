import { relative, resolve, sep } from "node:path";
import type { Item } from "../../state/item.ts";
import type { Refusal } from "../../state/state.ts";
import type { WorkKind } from "../../work/work-document.ts";
import { documentDirectories } from "../../workspace/directory-of.ts";
import { relativeLayout } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { findItem } from "../view/find-item.ts";
import { withView } from "../view/with-view.ts";

/** What is edited: an item, or a file that was set aside before it could become one. */
export type EditTarget =
  | { type: "item"; item: Item; settles: string | null }
  | { type: "file"; path: string; kind: WorkKind; stem: string };

/**
 * What a person means by an id or a path. `source` is the file that the new text comes from: where it was set aside, it is
 * settled too. Throws `item.unknown`.
 */
export async function editTarget(context: OperationContext, name: string, source: string | null): Promise<EditTarget> {
  const root = context.root();
  const { refusals, items } = await withView(context, (view) => {
    const known = [...view.head.refusals.values()];
    const aside = find(known, context, root, name);
    const id = aside ? aside.item : name;
    return { refusals: known, items: aside && id === null ? [] : [findItem(view, id ?? name)] };
  });
  const named = find(refusals, context, root, name);
  const settles = named?.path ?? (source === null ? undefined : find(refusals, context, root, source)?.path) ?? null;
  const [item] = items;
  if (item) return { type: "item", item, settles };
  const path = named?.path ?? name;
  const directory = path.slice(0, path.lastIndexOf("/"));
  const kind = documentDirectories.find((known) => `${relativeLayout.agents}/${known.path}` === directory)?.kind ?? "idea";
  const stem = path.slice(directory.length + 1).replace(/\.md\.invalid(\.\d+)?$/, "");
  return { type: "file", path, kind, stem };
}

/** The file that was set aside and that a path names, from where the caller is or from the root of the workspace. */
function find(refusals: readonly Refusal[], { directory }: OperationContext, root: string, name: string): Refusal | undefined {
  const seen = [name, ...(directory === null ? [] : [relative(root, resolve(directory, name)).split(sep).join("/")])];
  return refusals.find(({ path, kind }) => (kind === "invalid" || kind === "conflict") && seen.includes(path));
}
