import type { SelectionProblem } from "./selected-file.ts";
import type { Sight } from "./sight.ts";
import type { SourceDisk } from "./source-disk.ts";

export interface WalkedFile {
  /** Relative to the workspace. */
  path: string;
  kind: "file" | "symlink";
  executable: boolean;
  size: number;
  sight: Sight;
}

/** Every file and link at and below a path, in no order. Links are not followed, and what is called ".git" is passed over at any depth. */
export function walk(
  disk: SourceDisk,
  start: string,
  passedOver: (path: string) => boolean,
): { files: WalkedFile[]; problems: SelectionProblem[] } {
  const files: WalkedFile[] = [];
  const problems: SelectionProblem[] = [];
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const facts = disk.facts(path);
    if (facts === null) continue;
    if (facts.kind === "directory") waiting.push(...children(disk, path, problems).filter((child) => !passedOver(child)));
    else if (facts.kind === "other") problems.push({ kind: "special", path, problem: `"${path}" is neither a file nor a link` });
    else
      files.push({
        path,
        kind: facts.kind,
        executable: facts.kind === "file" && (facts.mode & 0o100) !== 0,
        size: facts.size,
        sight: facts.sight,
      });
  }
  return { files, problems };
}

function children(disk: SourceDisk, path: string, problems: SelectionProblem[]): string[] {
  const listed = disk.list(path);
  if ("code" in listed) {
    problems.push({ kind: "unreadable", path, problem: `"${path}" cannot be read (${listed.code})` });
    return [];
  }
  return listed.names.flatMap((name) => {
    if (name === null) {
      problems.push({ kind: "unusable-name", path, problem: `A name in "${path}" is not UTF-8` });
      return [];
    }
    if (name.toLowerCase() === ".git") return [];
    return [path === "." ? name : `${path}/${name}`];
  });
}
