import type { GitPort } from "../git/port.ts";
import { remoteProblem } from "../remote-problem.ts";
import type { RemoteLook } from "./facts.ts";

export interface RemoteQuestion {
  /** The remote's name; null when there is none. */
  remote: string | null;
  branch: string;
  offline: boolean;
  /** What was published last, by the log. */
  published: { remote: string; ref: string; oid: string } | null;
}

/** Asks the remote where its branch stands, and whether what is here goes on from there. Fetches nothing. */
export async function lookAtRemote(port: GitPort, { remote, branch, offline, published }: RemoteQuestion): Promise<RemoteLook> {
  if (remote === null) return { type: "none" };
  if (offline) return { type: "offline", name: remote };
  const answer = await port.refs(remote);
  if (answer.type !== "refs") return { type: "failed", name: remote, problem: remoteProblem(answer) };
  const theirs = answer.refs.get(`refs/heads/${branch}`) ?? null;
  const tags = [...answer.refs.keys()].flatMap((ref) => (ref.startsWith("refs/tags/") && !ref.endsWith("^{}") ? [ref.slice(10)] : []));
  const looked = {
    type: "answered",
    name: remote,
    branch,
    theirs,
    theirTree: null,
    ahead: null,
    behind: null,
    rewritten: null,
    tags,
  } as const;
  const { head } = port.facts;
  const ours = head.type === "unborn" ? null : head.commit;
  const count = async (base: string | null, to: string | null) => (to === null ? 0 : (await port.commitsBetween(base, to)).length);
  if (theirs === null) return { ...looked, knows: "contains", ahead: await count(null, ours), behind: 0 };
  if ((await port.resolve(theirs)) === null) return { ...looked, knows: "lacks" };
  const known = published?.remote === remote && published.ref === `refs/heads/${branch}` ? published.oid : null;
  return {
    ...looked,
    theirTree: (await port.readCommit(theirs)).tree,
    knows: ours !== null && (await port.isAncestor(theirs, ours)) ? "contains" : "lacks",
    ahead: await count(theirs, ours),
    behind: await count(ours, theirs),
    rewritten: known === null || (await port.isAncestor(known, theirs)) ? null : known,
  };
}
