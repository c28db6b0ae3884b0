import type { GitPort, PushOrder, PushOutcome, RemoteFailure } from "./port.ts";
import { activeHook, runHook } from "./run-hook.ts";
import { unknownRemote } from "./unknown-remote.ts";

/** What an adapter's one attempt to push came to. */
export type Sent =
  | { type: "accepted" }
  /** The ref was not at the expected value when the server looked, or the push was no fast-forward. */
  | { type: "stale" }
  | { type: "refused"; message: string }
  | { type: "dropped"; problem: string }
  | RemoteFailure;

export interface PushTools {
  port: GitPort;
  send(order: PushOrder): Promise<Sent>;
}

/** A push with what surrounds it: the remote is read before, the ancestry checked here, the hook run, and the remote read back. */
export async function pushChecked({ port, send }: PushTools, order: PushOrder): Promise<PushOutcome> {
  const before = await port.refs(order.remote);
  if (before.type !== "refs") return before;
  const theirs = before.refs.get(order.ref) ?? null;
  if (theirs === order.oid) return { type: "already-there", oid: order.oid };
  if (theirs !== order.expected) return { type: "non-fast-forward", theirs };
  // A published tag is never moved.
  if (theirs !== null && (order.ref.startsWith("refs/tags/") || !(await port.isAncestor(theirs, order.oid))))
    return { type: "non-fast-forward", theirs };

  const { facts } = port;
  const present = activeHook(facts, "pre-push") === null ? [] : ["pre-push"];
  const hooks = order.hooks === "run" ? { ran: present, skipped: [] } : { ran: [], skipped: present };
  if (order.hooks === "run") {
    const url = facts.remotes.find(({ name }) => name === order.remote)?.pushUrl ?? unknownRemote(facts, order.remote);
    const input = `${order.ref} ${order.oid} ${order.ref} ${theirs ?? "0".repeat(order.oid.length)}\n`;
    const obstacle = await runHook(facts, "pre-push", [order.remote, url], { input });
    if (obstacle) return { type: "refused-by-hook", where: "local", message: String(obstacle.values.problem) };
  }

  const sent = await send(order);
  if (sent.type === "refused") return { type: "refused-by-hook", where: "remote", message: sent.message };
  if (sent.type !== "accepted" && sent.type !== "stale" && sent.type !== "dropped") return sent;
  const after = await port.refs(order.remote);
  const seen = after.type === "refs" ? (after.refs.get(order.ref) ?? null) : undefined;
  if (seen === order.oid) return { type: "pushed", oid: order.oid, dropped: sent.type === "dropped", hooks };
  if (sent.type === "dropped") return { ...sent, ...(seen === undefined ? {} : { seen }) };
  if (sent.type === "stale") return { type: "non-fast-forward", theirs: seen ?? null };
  if (seen === undefined) return { type: "dropped", problem: "the remote said yes, but could not be read back" };
  return { type: "not-confirmed", seen };
}
