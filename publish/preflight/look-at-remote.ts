import type { GitPort } from "../git/port.ts";
import { remoteProblem } from "../remote-problem.ts";
import type { RemoteLook } from "./facts.ts";

export interface RemoteQuestion {
  /** The remote's name; null when there is none. */
  remote: string | null;
  branch: string;
  offline: boolean;
}

/** Asks the remote where its branch stands, and whether what is here goes on from there. Fetches nothing. */
export async function lookAtRemote(port: GitPort, { remote, branch, offline }: RemoteQuestion): Promise<RemoteLook> {
  if (remote === null) return { type: "none" };
  if (offline) return { type: "offline", name: remote };
  const answer = await port.refs(remote);
  if (answer.type !== "refs") return { type: "failed", name: remote, problem: remoteProblem(answer) };
  const theirs = answer.refs.get(`refs/heads/${branch}`) ?? null;
  const looked = { type: "answered", name: remote, branch, theirs } as const;
  if (theirs === null) return { ...looked, theirTree: null, knows: "contains" };
  const { head } = port.facts;
  if ((await port.resolve(theirs)) === null || head.type === "unborn") return { ...looked, theirTree: null, knows: "lacks" };
  const contains = await port.isAncestor(theirs, head.commit);
  return { ...looked, theirTree: (await port.readCommit(theirs)).tree, knows: contains ? "contains" : "lacks" };
}
