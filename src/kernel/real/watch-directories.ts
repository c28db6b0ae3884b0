import { type FSWatcher, statSync, watch } from "node:fs";

export interface DirectoryWatch {
  /** Watches anew what was made or replaced since: the platform says nothing of that. */
  renew(): void;
  close(): void;
}

interface Watched {
  watcher: FSWatcher;
  /** Which directory it was, since another may take its path. */
  identity: string;
}

/**
 * Calls `onHint` with the directory in which something seems to have changed. A hint, never the truth: events get lost, and
 * some changes show none.
 */
export function watchDirectories(paths: readonly string[], onHint: (path: string) => void): DirectoryWatch {
  const watched = new Map<string, Watched>();
  const drop = (path: string): void => {
    watched.get(path)?.watcher.close();
    watched.delete(path);
  };
  const renew = (): void => {
    for (const path of paths) {
      const identity = identityOf(path);
      if (watched.get(path)?.identity === identity) continue;
      drop(path);
      if (identity === null) continue;
      const watcher = watchOne(path, onHint);
      if (!watcher) continue;
      watcher.on("error", () => drop(path));
      watched.set(path, { watcher, identity });
    }
  };
  renew();
  return {
    renew,
    close() {
      for (const path of [...watched.keys()]) drop(path);
    },
  };
}

/** Null where the platform refuses, e.g. when its watches are used up: then only looking finds what is new. */
function watchOne(path: string, onHint: (path: string) => void): FSWatcher | null {
  try {
    return watch(path, { persistent: false }, () => onHint(path));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function identityOf(path: string): string | null {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts?.isDirectory() ? `${facts.dev}:${facts.ino}` : null;
}
