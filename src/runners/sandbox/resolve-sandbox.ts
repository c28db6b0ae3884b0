import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import { socketPath } from "../../kernel/real/socket-path.ts";
import type { Sandbox, SandboxHome } from "../../plan/sandbox/sandbox.ts";
import { relativeLayout } from "../../workspace/layout.ts";
import type { Environment } from "../child-environment.ts";
import { findOutside } from "./find-outside.ts";
import { isInside } from "./mounts.ts";
import type { SandboxOrder } from "./sandbox-order.ts";

/** Where a sandbox is to be made. */
export interface SandboxPlace {
  /** The workspace, absolute. */
  root: string;
  /** The runtime's own environment. */
  env: Environment;
  /** What the plan sets for the stage. */
  set: Readonly<Record<string, string>>;
}

/** A sandbox with its paths absolute and real, or why there can be none such. */
export function resolveSandbox(sandbox: Sandbox, { root: given, env, set }: SandboxPlace): SandboxOrder | { refused: string } {
  const program = findOutside("bwrap", env.PATH, given);
  if (program === null) return { refused: "there is no bubblewrap (bwrap) in PATH outside of the workspace" };
  const root = realOf(given);
  const inside = { ...env, ...set };
  const absolute = (path: string, home = inside.HOME): string => resolve(root, expanded(path, home));
  const files = sandbox.homes.filter(({ file }) => file).map((home) => absolute(placeOf(home, inside)));
  const directories = sandbox.homes.filter(({ file }) => !file).map((home) => absolute(placeOf(home, inside)));
  const asked = [...sandbox.write.map((path) => absolute(path)), ...directories, ...files];
  const write = outermost(distinct(asked), root).map(realOf);
  for (const path of [...asked, ...write]) {
    const wrong = whyNot(path, root);
    if (wrong !== null) return { refused: `a stage cannot be given ${path} to write: ${wrong}` };
  }
  const socket = socketPath(given, { make: false });
  return {
    program,
    workspace: sandbox.workspace,
    write: distinct(write),
    make: distinct(write).filter((path) => !files.map(realOf).includes(path)),
    // Of the runtime's home as well as of the stage's, where they differ; and the way to the owner's control.
    hide: distinct([
      ...sandbox.hide.flatMap((path) => [realOf(absolute(path)), realOf(absolute(path, env.HOME))]),
      ...(socket === null ? [] : [dirname(socket)]),
    ]),
    shared: distinct([env.TMPDIR, env.XDG_RUNTIME_DIR].filter(isAbsolutePath).map(realOf)).filter(
      (path) => path !== "/" && !isInside(path, root),
    ),
    network: sandbox.network,
  };
}

/**
 * Without what lies in another of them or in the workspace: there a stage could have put a link, which would be followed when
 * its next sandbox is made.
 */
function outermost(paths: readonly string[], root: string): string[] {
  return paths.filter((path) => !isInside(path, root) && !paths.some((other) => other !== path && isInside(path, other)));
}

/** Why a path must not be written by a stage; null where it may. */
function whyNot(path: string, root: string): string | null {
  if (path !== root && isInside(root, path)) return "the workspace lies in it, which could be replaced by another";
  const kept = [relativeLayout.agents, relativeLayout.config, ".git"].find((name) => isInside(path, `${root}/${name}`));
  return kept === undefined ? null : `${kept} decides about its work, or names programs that are run for you`;
}

function placeOf({ variable, otherwise }: SandboxHome, env: Environment): string {
  return (variable !== null && env[variable]) || otherwise;
}

function expanded(path: string, home: string | undefined): string {
  if (path !== "~" && !path.startsWith("~/")) return path;
  return join(home ?? "/nonexistent", path.slice(1));
}

/** The path that links lead to; of what does not exist, as far as it does. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isFsError(error) || dirname(path) === path) throw error;
    return join(realOf(dirname(path)), path.slice(dirname(path).length));
  }
}

function isAbsolutePath(path: string | undefined): path is string {
  return path?.startsWith("/") ?? false;
}

function distinct(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
