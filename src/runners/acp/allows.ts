import * as fs from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { Permission } from "../contract/stage-run-request.ts";
import type { AcpToolCall } from "./acp-tool-call.ts";

/** Where a stage may write: absolute and real. */
export interface Grounds {
  root: string;
  /** The attempt's own directory. */
  own: string;
}

const harmless: ReadonlySet<string> = new Set(["read", "search", "think"]);
const writing: ReadonlySet<string> = new Set(["edit", "delete", "move"]);

/**
 * Whether an agent may do what it asks for. Reading is always allowed. `report`: writing in the attempt's own directory, and
 * commands, which a stage that judges has to run. `basic`: writing in the workspace. `elevated`: in the workspace, and every
 * command and fetch. `maximum`: everything. A call that does not say which files it changes may change none.
 */
export function allows(permission: Permission, call: AcpToolCall, { root, own }: Grounds): boolean {
  if (permission === "maximum" || harmless.has(call.kind)) return true;
  if (writing.has(call.kind))
    return call.paths.length > 0 && call.paths.every((path) => isInside(permission === "report" ? own : root, root, path));
  if (call.kind === "execute") return permission !== "basic";
  return permission === "elevated" && (call.kind === "fetch" || call.kind === "other");
}

/** By what the path really leads to: a link inside may lead outside. */
function isInside(directory: string, root: string, path: string): boolean {
  const real = realPath(resolve(root, path));
  return real === directory || real.startsWith(directory + sep);
}

/** The real path of what may not be there yet. */
function realPath(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
