import * as fs from "node:fs";

/** The environment that a process was started with, as NAME=value; empty where it cannot be read. */
export function environmentOf(pid: number): string[] {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // ended, of another user, or a platform without /proc
  }
}
