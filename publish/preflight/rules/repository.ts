import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** A commit is made of objects and a ref, each by itself: what watches `git commit` as a whole sees none. */
const neverRun = new Set(["post-commit", "reference-transaction"]);

/** Whether the staging repository is in a state to be committed to. */
export function repositoryRule({ git, busyIn, settings }: PreflightFacts): Finding[] {
  const found: Finding[] = [];
  if (git.operation !== null) found.push(finding("repo.operation", { operation: git.operation }));
  if (git.indexLock !== null) found.push(finding("repo.index-locked", { lock: git.indexLock.path, pid: git.indexLock.pid }));
  if (git.head.type === "detached") found.push(finding("repo.detached", { commit: git.head.commit.slice(0, 12) }));
  else if (git.head.branch !== settings.branch) found.push(finding("repo.branch", { branch: git.head.branch, expected: settings.branch }));
  if (busyIn !== null && git.head.type !== "detached")
    found.push(finding("repo.branch-busy", { branch: git.head.branch, worktree: busyIn, staging: git.root }));
  const idle = git.hooks.filter(({ executable }) => !executable).map(({ name }) => name);
  if (idle.length > 0) found.push(finding("repo.hooks", { hooks: idle.join(", ") }));
  const passed = git.hooks.filter(({ name, executable }) => executable && (git.git === null || neverRun.has(name)));
  if (passed.length > 0) {
    const why = git.git === null ? "there is no git here that they could ask" : "the commit is not made by git commit";
    found.push(finding("repo.hooks-skipped", { hooks: passed.map(({ name }) => name).join(", "), why }));
  }
  for (const { name, embedsCredentials } of git.remotes)
    if (embedsCredentials) found.push(finding("repo.credentials-in-url", { remote: name }));
  return found;
}
