import { dirname, join, sep } from "node:path";
import { fail, ok, type Result } from "../../kernel/errors/result.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { FileFacts, Fs } from "../../kernel/ports/fs.ts";
import { listModes } from "../../plan/modes/list-modes.ts";
import { documentDirectories } from "../directory-of.ts";
import { relativeLayout } from "../layout.ts";
import { configText } from "./config-text.ts";
import { gitExclude } from "./git-exclude.ts";
import { IGNORE_TEXT } from "./ignore-text.ts";
import type { InitPlan, InitStep, Kept } from "./init-plan.ts";
import { isShim, isUneditedShim, SHIM, shimText } from "./shim.ts";

export interface InitOptions {
  /** The mode that `millrace.toml` names; the default one when absent. */
  mode?: string | undefined;
  /** Absolute path of the installed `millrace.ts`; null for a compiled executable, which needs no file in the workspace. */
  entry: string | null;
  /** A `millrace.ts` of this Millrace in place of an unedited one of another. */
  force?: boolean;
}

/**
 * What is missing from a directory to be a workspace, its log excepted. Reads only. Fails with `workspace.bad-directory` or
 * `plan.unknown-mode`.
 */
export function planInit(fs: Fs, directory: string, { mode, entry, force = false }: InitOptions): Result<InitPlan> {
  const problem = placeProblem(fs, directory);
  if (problem !== null) return fail("workspace.bad-directory", { path: directory, problem });
  if (mode !== undefined && !listModes(fs, directory).some(({ id }) => id === mode)) {
    return fail("plan.unknown-mode", { path: "", message: `No mode "${mode}"`, fix: "millrace modes shows those there are" });
  }
  const steps: InitStep[] = directories().flatMap((path) => (fs.facts(join(directory, path)) ? [] : [{ type: "directory", path }]));
  const kept: Kept[] = [];
  const file = (path: string, text: string, why: string): void => {
    if (fs.facts(join(directory, path)) === null) steps.push({ type: "file", path, text });
    else kept.push({ path, why });
  };
  const config = fs.facts(join(directory, relativeLayout.agentsConfig)) ? relativeLayout.agentsConfig : relativeLayout.config;
  file(config, configText(mode), mode === undefined ? "It exists" : `It exists: set mode = "${mode}" in its [runtime]`);
  file(`${relativeLayout.agents}/.gitignore`, IGNORE_TEXT, "It exists");
  if (entry !== null) {
    const text = shimText(entry);
    const present = read(fs, join(directory, SHIM));
    if (force && present !== text && isUneditedShim(present)) steps.push({ type: "replace", path: SHIM, text });
    else file(SHIM, text, present === text ? "It exists" : whyKept(present));
    const exclude = present === null || isShim(present) ? gitExclude(fs, directory, SHIM) : null;
    if (exclude) steps.push({ type: "exclude", ...exclude });
  }
  return ok({ root: directory, steps, kept });
}

function whyKept(shim: string | null): string {
  if (!isShim(shim)) return "It is not of Millrace";
  return isUneditedShim(shim)
    ? "It runs another Millrace: millrace init --force makes it anew"
    : "It runs another Millrace, and was edited or made by another version: remove it and run init again";
}

function directories(): string[] {
  const { agents, runs, state, arbiter, entrypoints, skills, modes, loops, mailboxIncoming, mailboxProcessed, mailboxFailed } =
    relativeLayout;
  const documents = documentDirectories.map(({ path }) => `${agents}/${path}`);
  return [
    ".",
    agents,
    ...documents,
    mailboxIncoming,
    mailboxProcessed,
    mailboxFailed,
    runs,
    state,
    arbiter,
    entrypoints,
    skills,
    modes,
    loops,
  ];
}

function placeProblem(fs: Fs, directory: string): string | null {
  if (directory.split(sep).includes(relativeLayout.agents)) return `it is inside of a ${relativeLayout.agents}/`;
  for (let path = dirname(directory); dirname(path) !== path; path = dirname(path)) {
    if (kindOf(fs, path) === "file") return `"${path}" is a file`;
  }
  // A root that is a symbolic link is the operator's way to it; one inside would lead the runtime's files out.
  if (!["absent", "directory", "symlink"].includes(kindOf(fs, directory))) return "it is not a directory";
  const agents = kindOf(fs, join(directory, relativeLayout.agents));
  return agents === "absent" || agents === "directory" ? null : `its ${relativeLayout.agents} is not a directory`;
}

function kindOf(fs: Fs, path: string): FileFacts["kind"] | "absent" {
  try {
    return fs.facts(path)?.kind ?? "absent";
  } catch (error) {
    if (isFsError(error, "ENOTDIR")) return "absent";
    throw error;
  }
}

function read(fs: Fs, path: string): string | null {
  try {
    return Buffer.from(fs.read(path)).toString("utf8");
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
