import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Git } from "../../src/delivery/git/git.ts";
import type { GitFacts } from "./facts.ts";
import { activeHook, runHook } from "./run-hook.ts";
import type { Obstacle } from "./store.ts";

export interface HooksRun {
  message: string;
  ran: string[];
  skipped: string[];
}

/**
 * Runs the hooks of a commit. pre-commit sees the planned tree as its index; if it changes that, the commit is refused, for the tree
 * was planned. The message may be changed. post-commit only notifies: it is never run.
 */
export async function commitHooks(facts: GitFacts, tree: string, message: string, how: "run" | "skip"): Promise<HooksRun | Obstacle> {
  const present = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"].filter((name) => activeHook(facts, name) !== null);
  // Without git a hook that asks for the index would have nobody to ask.
  if (how === "skip" || facts.git === null) return { message, ran: [], skipped: present };
  const due = present.filter((name) => name !== "post-commit");
  const skipped = present.filter((name) => name === "post-commit");
  if (due.length === 0) return { message, ran: [], skipped };
  const aside = mkdtempSync(join(tmpdir(), "millrace-hooks-"));
  try {
    const env = { GIT_INDEX_FILE: join(aside, "index") };
    const git = new Git(facts.root, "git");
    await git.must(["read-tree", tree], { env });
    const file = join(aside, "COMMIT_EDITMSG");
    writeFileSync(file, message);
    for (const name of due) {
      const args = name === "pre-commit" ? [] : name === "commit-msg" ? [file] : [file, "message"];
      const obstacle = await runHook(facts, name, args, { env });
      if (obstacle) return obstacle;
    }
    const now = await git.line(["write-tree", "--missing-ok"], { env });
    if (now !== tree) return { code: "git.plan-changed", values: { planned: tree, actual: `${now} after the hook pre-commit` } };
    return { message: `${readFileSync(file, "utf8").trimEnd()}\n`, ran: due, skipped };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
