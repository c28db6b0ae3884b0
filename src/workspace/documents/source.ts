import type { Item } from "../../state/item.ts";

/** What the log knows of documents and the state does not hold. */
export interface DocumentSource {
  /** Gives the current text of items whose `document` is null, in any order, by one pass over the log. Those it lacks are reported. */
  texts(items: readonly Item[], give: (item: string, text: string) => void): void;
  /** Whether the item ever had that revision. Asked only for bytes that are not the current ones. */
  hadRevision(item: Item, revision: string): boolean;
  /** The texts of all revisions that the item ever had. Asked only for unknown bytes in the first look after the machine started, which its end may have torn. */
  revisions(item: Item): readonly string[];
}
