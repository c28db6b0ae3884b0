import { attemptFiles } from "../attempt-files.ts";

/** What the sandbox shows at a path: the machine's own, to be written or only read, or nothing. */
export interface Mount {
  path: string;
  kind: "write" | "read" | "scratch" | "hidden-file" | "hidden-directory";
}

/** What lies at a path; null for nothing. Links are followed. */
export type Look = (path: string) => "file" | "directory" | null;

export interface MountPlaces {
  /** The workspace's root and the attempt's directory; like all paths here absolute and real. */
  root: string;
  attempt: string;
  workspace: "write" | "read";
  write: readonly string[];
  hide: readonly string[];
  /** Further directories for everybody's temporary files and sockets. */
  shared: readonly string[];
  /** What has to stay visible where it lies in a directory that is replaced: programs, the home. */
  needed: readonly string[];
}

/**
 * Directories in which everybody's sockets lie: connecting to a terminal multiplexer, a message bus or a container service that
 * somebody runs would be a way out, and a read-only mount does not forbid it.
 */
const SHARED = ["/tmp", "/var/tmp", "/run"];

/**
 * Of the workspace, what decides about the work, or is run for whoever looks at it: Millrace's own directory and settings, and
 * the repository, whose settings name programs that every git runs. A stage may read it.
 */
const KEPT = ["millrace-agents", "millrace.toml", "millrace.ts", ".git", "ideas/inbox"];

/**
 * The kernel's settings belong to the superuser by number, whatever it has given up: one of them names a program that is run for
 * the machine. bubblewrap covers some of these by itself, but not for the superuser.
 */
const SETTINGS = ["sys", "irq", "bus", "acpi", "scsi", "fs", "driver", "mtrr"].map((name) => `/proc/${name}`);

/** Of the attempt's directory, what the supervisor has written and does not replace: what was ordered, by whom, and what it took down. */
const OF_SUPERVISOR = [attemptFiles.claim, attemptFiles.order, attemptFiles.request, attemptFiles.stdout, attemptFiles.stderr];

/** What there has to be, so that a stage cannot make one of its own: a mount needs something to lie over. */
export const madeBefore = [".git", "ideas/inbox"] as const;

/**
 * The mounts of a sandbox over a file system that is read only, in the order in which they have to be made: what contains
 * comes before what is contained. The workspace can be written but for what decides about it.
 */
export function planMounts({ root, attempt, workspace, write, hide, shared: more, needed }: MountPlaces, look: Look): Mount[] {
  const there = (kind: Mount["kind"], paths: readonly string[]): Mount[] =>
    paths.filter((path) => look(path) !== null).map((path) => ({ path, kind }));
  const shared = [...SHARED, ...more];
  const mounts: Mount[] = [
    ...there("read", SETTINGS),
    ...there("scratch", shared),
    ...there("read", [...new Set(needed.flatMap((path) => around(path, shared)))]),
    ...there(workspace, [root]),
    ...there("write", write),
    // A directory that is a mount cannot be renamed, so that nothing can be put into the place of what is kept in it.
    ...there(workspace, [`${root}/ideas`]),
    ...there(
      "read",
      KEPT.map((name) => `${root}/${name}`),
    ),
    ...there("write", [attempt]),
    ...there(
      "read",
      OF_SUPERVISOR.map((name) => `${attempt}/${name}`),
    ),
    ...hide.flatMap((path): Mount[] => {
      const kind = look(path);
      return kind === null ? [] : [{ path, kind: `hidden-${kind}` }];
    }),
  ];
  return mounts.sort((a, b) => depth(a.path) - depth(b.path)); // stable: of one path, the last word counts
}

/** Of a path in a shared directory, what stands there first on the way to it: a program needs what lies around it. */
function around(path: string, shared: readonly string[]): string[] {
  const [directory] = shared.filter((other) => path !== other && isInside(path, other)).sort((a, b) => b.length - a.length);
  return directory === undefined ? [] : [`${directory}/${path.slice(directory.length + 1).split("/", 1)}`];
}

function depth(path: string): number {
  return path === "/" ? 1 : path.split("/").length;
}

/** Whether a path is another or lies in it. Both absolute, without "." and "..". */
export function isInside(path: string, other: string): boolean {
  return path === other || other === "/" || path.startsWith(`${other}/`);
}
