import { refused } from "../../src/delivery/refused.ts";
import type { GitFacts } from "./facts.ts";
import type { Choice } from "./port.ts";

const GIT_NEEDED = [2, 34] as const;

/**
 * isomorphic-git where nothing is special, the git command line for all else, and a refusal (`git.unsafe`) where neither
 * would do it without harm. `remote` is the name of the one that will be used, null for none.
 */
export function chooseGit(facts: GitFacts, remote: string | null): Choice {
  if (facts.kind === "bare") return refused("git.unsafe", { repository: facts.root, reason: "it has no worktree" });
  const special = whySpecial(facts, remote);
  if (special === null) return { type: "adapter", adapter: "isomorphic", why: "a plain repository" };
  if (facts.git === null)
    return refused("git.unsafe", { repository: facts.root, reason: `${special}, and there is no git command line here` });
  if (!isRecent(facts.git)) {
    return refused("git.unsafe", {
      repository: facts.root,
      reason: `${special}, and git ${facts.git} is older than ${GIT_NEEDED.join(".")}`,
    });
  }
  return { type: "adapter", adapter: "command-line", why: special };
}

/** What isomorphic-git would misread or damage (measured), or null. */
export function whySpecial(facts: GitFacts, remote: string | null): string | null {
  if (facts.kind !== "plain") return facts.kind === "linked" ? "it is a linked worktree" : "its git directory lies elsewhere";
  if (facts.objectFormat !== "sha1") return `its object format is ${facts.objectFormat}`;
  const [extension] = facts.extensions;
  if (extension !== undefined) return `it uses the extension ${extension}`;
  if (!facts.settingsComplete) return "its settings include files that only git can read";
  if (facts.indexVersion !== null && facts.indexVersion > 3) return `its index has version ${facts.indexVersion}`;
  if (facts.splitIndex) return "its index is split";
  if (facts.sparse) return "its checkout is sparse";
  if (facts.partialClone) return "it is a partial clone";
  if (facts.shallow) return "it is a shallow clone";
  if (facts.alternates) return "it borrows objects of another repository";
  if (facts.submodules) return "it holds submodules";
  if (facts.filters.length > 0) return `files pass through the filter ${facts.filters.join(", ")}`;
  if (facts.conversions.length > 0) return `attributes convert files (${facts.conversions.join(", ")})`;
  if (facts.autocrlf !== "false") return `core.autocrlf is ${facts.autocrlf}`;
  if (remote === null) return null;
  const known = facts.remotes.find(({ name }) => name === remote);
  if (known !== undefined && known.transport !== "http") return `the remote is reached by ${known.transport}`;
  if (facts.httpSettings.length > 0) return `HTTP is set up by ${facts.httpSettings.join(", ")}`;
  return null;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > GIT_NEEDED[0] || (major === GIT_NEEDED[0] && minor >= GIT_NEEDED[1]);
}
