import * as fs from "node:fs";
import { dirname } from "node:path";
import { isFsError } from "../kernel/fs-error.ts";
import type { ProcessIdentity } from "../kernel/ports/proc.ts";

/** Who may launch an attempt: a supervisor, or nobody for ever. */
export interface Claim extends ProcessIdentity {
  epoch: number;
  forbidden: boolean;
}

/**
 * Takes the claim at `path`, durably; false when there is one. A hard link makes the claim and its content appear at once, so
 * that a reader never sees half of one; on disks without links it is created exclusively and then written. Only the entry
 * is synced: who it was means nothing after the machine went down, but that somebody was must be known.
 */
export function takeClaim(path: string, claim: Claim): boolean {
  const text = `${JSON.stringify(claim)}\n`;
  const temporary = `${path}.${claim.forbidden ? `forbid-${claim.epoch}` : claim.pid}`;
  fs.writeFileSync(temporary, text, { mode: 0o600 });
  try {
    return linked(temporary, path) ?? created(path, text);
  } finally {
    fs.rmSync(temporary, { force: true });
    syncDirectory(dirname(path));
  }
}

/** The claim at `path`: null when there is none, "unreadable" when its maker died before it was written. */
export function readClaim(path: string): Claim | "unreadable" | null {
  let text: string;
  try {
    text = fs.readFileSync(path, "utf8");
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isClaim(value) ? value : "unreadable";
  } catch {
    return "unreadable";
  }
}

function isClaim(value: unknown): value is Claim {
  return typeof value === "object" && value !== null && "pid" in value && "started" in value && "forbidden" in value;
}

/** Undefined where the disk has no hard links. */
function linked(from: string, to: string): boolean | undefined {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (isFsError(error, "EEXIST")) return false;
    if (isFsError(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) return undefined;
    throw error;
  }
}

function created(path: string, text: string): boolean {
  try {
    fs.writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (isFsError(error, "EEXIST")) return false;
    throw error;
  }
}

function syncDirectory(path: string): void {
  const fd = fs.openSync(path, "r");
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
