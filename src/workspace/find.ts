import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { fail, ok, type Result } from "../kernel/errors/result.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { relativeLayout } from "./layout.ts";

/** Where to look for a workspace, as the command line gives it. */
export interface FindOptions {
  /** `--workspace`: a directory, relative to `cwd`. */
  workspace?: string | undefined;
  /** `--config`: the `millrace.toml` of a workspace, relative to `cwd`. */
  config?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * The absolute root of the workspace that a command concerns: that of `--workspace`, of `--config`, of
 * `MILLRACE_WORKSPACE`, else the nearest one from `cwd` upward. Fails with `workspace.none`, `workspace.incomplete` or
 * `workspace.bad-config`.
 */
export function findWorkspace(fs: Fs, cwd: string, options: FindOptions): Result<string> {
  const { workspace, config, env } = options;
  const named = workspace === undefined ? null : resolve(cwd, workspace);
  if (config !== undefined) {
    const root = rootOfConfig(resolve(cwd, config));
    if (root === null || !exists(fs, resolve(cwd, config))) return fail("workspace.bad-config", { config, exists: root !== null });
    if (named !== null && named !== root) return fail("workspace.bad-config", { config, workspace, exists: true });
    return complete(fs, root);
  }
  if (named !== null) return at(fs, named, "--workspace");
  if (env.MILLRACE_WORKSPACE) return at(fs, resolve(cwd, env.MILLRACE_WORKSPACE), "MILLRACE_WORKSPACE");
  for (let directory = cwd; ; directory = dirname(directory)) {
    if (isWorkspace(fs, directory)) return complete(fs, directory);
    if (dirname(directory) === directory || !isAbsolute(directory)) return fail("workspace.none", { from: cwd, how: "upward" });
  }
}

function at(fs: Fs, root: string, how: string): Result<string> {
  return isWorkspace(fs, root) ? complete(fs, root) : fail("workspace.none", { from: root, how });
}

/** `millrace-agents` itself is none, though its own `millrace.toml` makes it look so. */
function isWorkspace(fs: Fs, directory: string): boolean {
  if (basename(directory) === relativeLayout.agents) return false;
  return exists(fs, join(directory, relativeLayout.config)) || exists(fs, join(directory, relativeLayout.agents));
}

function complete(fs: Fs, root: string): Result<string> {
  return exists(fs, join(root, relativeLayout.agents)) ? ok(root) : fail("workspace.incomplete", { root });
}

function rootOfConfig(path: string): string | null {
  if (basename(path) !== relativeLayout.config) return null;
  const directory = dirname(path);
  return basename(directory) === relativeLayout.agents ? dirname(directory) : directory;
}

function exists(fs: Fs, path: string): boolean {
  try {
    return fs.facts(path) !== null;
  } catch (error) {
    // Below a file, or where this user may not look, there is none.
    if (isFsError(error)) return false;
    throw error;
  }
}
