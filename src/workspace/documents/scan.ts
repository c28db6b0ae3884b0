import { isFsError } from "../../kernel/fs-error.ts";
import { type DocumentDirectory, documentDirectories } from "../directory-of.ts";
import { absolute, type Desk, shown } from "./desk.ts";
import { directoryProblem } from "./directory-problem.ts";
import type { DocumentProblem } from "./report.ts";
import { WRITING } from "./write-document.ts";

/** The names in those directories that were looked at. */
export interface Scan {
  scanned: { directory: DocumentDirectory; names: string[] }[];
  problems: DocumentProblem[];
  isScanned(directory: string): boolean;
}

/** The time of a directory that is not there. */
export const ABSENT = -1;

/**
 * Lists the directories of documents, of which `isDue` (given the time of its last change) may leave
 * out some. Absent ones are made, and what a crash left half written is removed.
 */
export function scanDirectories(desk: Desk, isDue: (directory: string, modified: number) => boolean): Scan {
  const scan: Scan = { scanned: [], problems: [], isScanned: (path) => paths.has(path) };
  const paths = new Set<string>();
  for (const directory of documentDirectories) {
    const { path } = directory;
    const problem = directoryProblem(desk.fs, desk.agents, path);
    const home = `${desk.agents}/${path}`;
    const facts = problem === null ? desk.fs.facts(home) : null;
    if (!isDue(path, facts?.modified ?? ABSENT)) continue;
    const names = problem === null ? namesIn(desk, home) : { problem };
    if ("problem" in names) {
      const fix = "Put a directory of this user in its place";
      scan.problems.push({
        path: shown({ directory: path, name: "" }).slice(0, -1),
        kind: problem === null ? "unreadable" : "unusable",
        item: null,
        problem: capital(names.problem),
        fix,
      });
      continue;
    }
    if (facts === null) desk.fs.makeDirectory(home);
    for (const name of names.names) {
      if (name.startsWith(".") && name.endsWith(WRITING)) desk.fs.remove(absolute(desk, { directory: path, name }));
    }
    paths.add(path);
    scan.scanned.push({ directory, names: names.names });
  }
  return scan;
}

function namesIn(desk: Desk, home: string): { names: string[] } | { problem: string } {
  try {
    return { names: desk.fs.list(home) };
  } catch (error) {
    if (isFsError(error)) return { problem: `it cannot be listed (${error.code})` };
    throw error;
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
