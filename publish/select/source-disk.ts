import type { FileFacts } from "../../src/kernel/ports/fs.ts";
import type { Sight } from "./sight.ts";

export type SourceFacts = Pick<FileFacts, "kind" | "mode" | "size"> & { sight: Sight };

/** What selecting needs of the workspace's disk. Paths are relative to the workspace, with forward slashes; "." is its root. */
export interface SourceDisk {
  /** Without following a link at the end; null when nothing is there. */
  facts(path: string): SourceFacts | null;
  /** Names in a directory, or the code of the platform when it cannot be read. Names that are no UTF-8 come as null. */
  list(path: string): { names: (string | null)[] } | { code: string };
  readLink(path: string): string;
  /** Where the directory that holds `path` really lies, all links followed. */
  realDirectory(path: string): "inside" | "outside" | "missing";
}
