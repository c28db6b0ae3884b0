import { dirname, join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { InitPlan, InitStep, Kept } from "./init-plan.ts";

/** What `init` made, and what it found and left. Paths are relative to the root, but for git's own file. */
export interface InitReport {
  root: string;
  made: string[];
  kept: Kept[];
}

/** Carries out a plan. What has appeared since it was made is kept. A disk that takes no more throws the platform's error; running it again goes on. */
export function applyInit(fs: Fs, plan: InitPlan): InitReport {
  const made: string[] = [];
  const kept = [...plan.kept];
  for (const step of plan.steps) {
    if (apply(fs, plan.root, step)) made.push(step.path);
    else kept.push({ path: step.path, why: "It exists" });
  }
  return { root: plan.root, made, kept };
}

function apply(fs: Fs, root: string, step: InitStep): boolean {
  switch (step.type) {
    case "directory":
      fs.makeDirectory(join(root, step.path));
      return true;
    case "file":
      return fs.claim(join(root, step.path), step.text);
    case "replace":
      replaceFile(fs, join(root, step.path), step.text, { durable: true });
      return true;
    case "exclude":
      fs.makeDirectory(dirname(step.path));
      fs.append(step.path, `${startsLine(fs, step.path) ? "" : "\n"}${step.line}\n`);
      return true;
  }
}

/** Whether what is appended to a file begins a line of its own. */
function startsLine(fs: Fs, path: string): boolean {
  try {
    const bytes = fs.read(path);
    return bytes.length === 0 || bytes.at(-1) === 10;
  } catch (error) {
    if (isFsError(error, "ENOENT")) return true;
    throw error;
  }
}
