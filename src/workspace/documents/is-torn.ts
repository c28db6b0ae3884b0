import type { Item } from "../../state/item.ts";
import type { Desk, Place } from "./desk.ts";

/**
 * True when bytes that the item never had are what the machine's end left of a revision: its beginning, with holes. Only in
 * the first look after the machine started; later the same bytes are an edit. Nothing is lost by writing them anew.
 */
export function isTorn(desk: Desk, item: Item, place: Place, bytes: Uint8Array, modified: number): boolean {
  if (!desk.afterBoot) return false;
  // Untouched since it was projected: nobody edited it.
  if (desk.ledger.get(place.directory, place.name)?.modified === modified) return true;
  return desk.source.revisions(item).some((text) => isPartOf(bytes, Buffer.from(text)));
}

function isPartOf(bytes: Uint8Array, whole: Uint8Array): boolean {
  return bytes.length <= whole.length && bytes.every((byte, at) => byte === 0 || byte === whole[at]);
}
