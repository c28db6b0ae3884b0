import type { Git } from "../../src/delivery/git/git.ts";
import type { SignatureState } from "./port.ts";

/** What git makes of the signatures of these commits; `E` for all where there is no git. */
export async function signatureStates(git: Git | null, commits: readonly string[]): Promise<Map<string, SignatureState>> {
  if (git === null || commits.length === 0) return new Map(commits.map((commit) => [commit, "E"]));
  const input = Buffer.from(commits.map((commit) => `${commit}\n`).join(""));
  const output = await git.must(["log", "--no-walk=unsorted", "--stdin", "--format=%H %G?"], { input });
  const states = new Map<string, SignatureState>();
  for (const line of output.toString().split("\n")) {
    const [commit = "", state = ""] = line.split(" ");
    if (/^[GBUXYREN]$/.test(state)) states.set(commit, state as SignatureState);
  }
  return states;
}
