import { execFileSync, spawnSync } from "node:child_process";

/** Mounts a small disk of its own on `path`; null where this user may not. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | null {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path], { encoding: "utf8" });
  if (mounted.status !== 0) return null;
  return {
    remount: (how) => void execFileSync("mount", ["-o", `remount,${how}`, path]),
    unmount: () => void execFileSync("umount", ["-l", path]),
  };
}

export interface SmallDisk {
  /** The kernel refuses "ro" while a file is open for writing. */
  remount(how: "ro" | "rw"): void;
  unmount(): void;
}
