import { existsSync, lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

/**
 * Throws `publish.staging-unusable` where a staging worktree would do harm: the workspace itself, what is around it, a
 * repository's own directory, Millrace's state; and for what is no directory, or a link to one. Reads only.
 */
export function checkPlace({ root, staging }: Pick<PublishSettings, "root" | "staging">): void {
  const refuse = (problem: string) => new MillraceError("publish.staging-unusable", { staging, problem });
  const facts = existsSync(dirname(staging)) ? lstatSync(staging, { throwIfNoEntry: false }) : undefined;
  // What takes its place at one instant is a directory, not a name for one.
  if (facts?.isSymbolicLink()) throw refuse("it is a link; name the directory that it leads to");
  if (facts && !facts.isDirectory()) throw refuse("it is no directory");
  const place = resolved(staging);
  const workspace = realpathSync(root);
  if (place === workspace) throw refuse("it is the workspace");
  if (within(workspace, place)) throw refuse("the workspace lies in it");
  if (place.split(sep).some((name) => name.toLowerCase() === ".git")) throw refuse("it lies in a .git directory");
  for (const inner of ["millrace-agents/log", "millrace-agents/.owner", "millrace-agents/runs", "millrace-agents/state"])
    if (within(place, join(workspace, inner))) throw refuse(`it lies in ${inner}`);
  if (within(join(workspace, "millrace-agents/log"), place)) throw refuse("it holds the log");
}

const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(outer + sep);

/** Where a path really lies, all links above it followed, also when it is not there yet. */
function resolved(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(resolved(dirname(path)), basename(path));
}
