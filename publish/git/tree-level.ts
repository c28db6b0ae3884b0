import type { Mode } from "./port.ts";

export interface TreeItem {
  mode: Mode | "40000";
  oid: string;
}

/** One level of a tree, by name: latin1 text, for names need not be UTF-8. */
export type Level = Map<string, TreeItem>;

/** Gives the levels of trees by their ids. */
export interface Levels {
  level(tree: string): Promise<Level>;
}

/** A tree object's content: `<mode> <name>NUL<id>`, repeated. */
export function parseTree(bytes: Buffer, objectFormat: "sha1" | "sha256"): Level {
  const width = objectFormat === "sha1" ? 20 : 32;
  const level: Level = new Map();
  const text = bytes.toString("latin1");
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(" ", at);
    const nul = text.indexOf("\0", space);
    const end = nul + 1 + width;
    level.set(text.slice(space + 1, nul), { mode: text.slice(at, space) as TreeItem["mode"], oid: bytes.toString("hex", nul + 1, end) });
    at = end;
  }
  return level;
}
