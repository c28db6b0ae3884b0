import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Content, Repo } from "./repo.ts";

export interface Yard {
  /** A fresh directory; removed by `clear`. */
  directory(): string;
  /** A fresh repository with one commit: `.gitignore`, `README`, `src/a.ts`. */
  repo(...init: string[]): Repo;
  clear(): void;
}

export const firstFiles: Record<string, Content> = { ".gitignore": "*.log\nnode_modules/\n", README: "hello\n", "src/a.ts": "a\n" };

/** A place for the repositories of one test. */
export function makeYard(): Yard {
  const made: string[] = [];
  const directory = () => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), "millrace-trees-")));
    made.push(path);
    return path;
  };
  return {
    directory,
    repo(...init) {
      const repo = new Repo(directory());
      repo.git("init", "-q", "-b", "main", ...init);
      repo.put(firstFiles).commitAll("first");
      return repo;
    },
    clear() {
      for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
    },
  };
}
