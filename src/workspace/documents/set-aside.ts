import type { Item } from "../../state/item.ts";
import { directoryOf } from "../directory-of.ts";
import { absolute, type Desk, type Place, shown } from "./desk.ts";
import { directoryProblem } from "./directory-problem.ts";
import type { AsideFile, Notice } from "./report.ts";

const CONFLICT = /^(.+)\.conflict-\d+\.md$/;
const INVALID = /\.md\.invalid(\.\d+)?$/;

/** What a file is by its name: one that was set aside, or null. */
export function asideName(name: string): Omit<AsideFile, "path"> | null {
  const item = CONFLICT.exec(name)?.[1];
  if (item !== undefined) return { kind: "conflict", item };
  return INVALID.test(name) ? { kind: "invalid", item: null } : null;
}

/** Where the reason of a file that was set aside lies. */
export function reasonPath(aside: string): string {
  return CONFLICT.test(aside) ? aside.replace(/md$/, "reason.txt") : `${aside}.reason.txt`;
}

/**
 * Moves bytes that are not the item's out of the document's way, to `<id>.conflict-<n>.md` beside the document, with the
 * reason in a file of the same stem. Nothing of theirs is changed or lost.
 */
export function setAside(desk: Desk, item: Item, from: Place, reason: string): Notice {
  const home = directoryOf(item.kind, item.phase);
  const directory = home !== null && directoryProblem(desk.fs, desk.agents, home) === null ? home : from.directory;
  let number = 1;
  let stem = "";
  do stem = `${item.id}.conflict-${number++}`;
  while (isTaken(desk, { directory, name: `${stem}.md` }) || isTaken(desk, { directory, name: `${stem}.reason.txt` }));
  const to = { directory, name: `${stem}.md` };
  desk.fs.makeDirectory(`${desk.agents}/${directory}`);
  desk.fs.write(
    absolute(desk, { directory, name: `${stem}.reason.txt` }),
    `${shown(from)} was set aside as ${stem}.md: ${reason}\nTo use it: millrace queue edit ${item.id}, or add it as a new item. Then remove both files.\n`,
  );
  desk.fs.rename(absolute(desk, from), absolute(desk, to));
  // Or else the document that follows in its place could reach the disk before this, and take these bytes with it.
  for (const changed of new Set([directory, from.directory])) desk.fs.syncDirectory(`${desk.agents}/${changed}`);
  desk.ledger.delete(from.directory, from.name);
  return { type: "set-aside", item: item.id, path: shown(to), reason };
}

function isTaken(desk: Desk, place: Place): boolean {
  return desk.fs.facts(absolute(desk, place)) !== null;
}
