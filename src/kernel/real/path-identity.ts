import { statSync } from "node:fs";

/** What a path leads to, by device and inode, which a rename leaves as they are; null where it leads nowhere. */
export function pathIdentity(path: string): string | null {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined ? null : `${facts.dev}:${facts.ino}`;
}
