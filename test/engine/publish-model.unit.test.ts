import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { publishMachine } from "../../machines/runtime/publish.ts";
import type { PublishFact } from "../../src/engine/decide/publish-fact.ts";
import { Core } from "../support/core.ts";

const hash = "a".repeat(64);
const holder = { pid: 7, started: "then" };
const synced = { files: 2, added: 2, modified: 0, deleted: 0, salvaged: null };
const commit = { tree: "t2", branch: "main", detail: "" };
const push = { remote: "origin", ref: "refs/heads/main", oid: "c1" };
const tag = { name: "v1", commit: "c1" };

/** Everything that can be told of a publication. */
const told: PublishFact[] = [
  { type: "publish.syncing", data: { holder, staging: "staging", manifest: { file: "staging.toml", hash } } },
  { type: "publish.synced", data: { ...synced, source: { kind: "git", id: "t1" }, listing: hash } },
  { type: "publish.synced", data: { ...synced, source: null, listing: null } },
  ...[true, false].map(
    (ready): PublishFact => ({
      type: "publish.checked",
      ready,
      data: { tree: "t2", base: null, branch: "main", plan: hash, findings: [] },
    }),
  ),
  { type: "publish.approved", data: { tree: "t2", base: null, branch: "main" } },
  { type: "publish.committing", data: { holder, plan: hash, tree: "t2", parent: null, branch: "main", signed: false } },
  ...(["committed", "unchanged", "refused"] as const).map(
    (outcome): PublishFact => ({ type: "publish.committed", data: { ...commit, outcome, commit: outcome === "refused" ? null : "c1" } }),
  ),
  { type: "publish.pushing", data: { ...push, holder, expected: null } },
  ...(["pushed", "already-there", "refused", "unknown"] as const).map(
    (outcome): PublishFact => ({ type: "publish.pushed", data: { ...push, outcome, seen: null, detail: "" } }),
  ),
  { type: "publish.tagging", data: { ...tag, holder, signed: false } },
  ...(["tagged", "there-already", "refused"] as const).map(
    (outcome): PublishFact => ({ type: "publish.tagged", data: { ...tag, outcome, oid: "o1", detail: "" } }),
  ),
];
const intents = new Set(["publish.syncing", "publish.committing", "publish.pushing", "publish.tagging"]);
/** What has no intent: it only looks, or only says something. */
const lone = new Set(["publish.checked", "publish.approved"]);
const outcomeOf: Readonly<Record<string, string>> = {
  "publish.syncing": "publish.synced",
  "publish.committing": "publish.committed",
  "publish.pushing": "publish.pushed",
  "publish.tagging": "publish.tagged",
};

interface Node {
  path: PublishFact[];
  next: Map<PublishFact, string>;
}

function walked(path: readonly PublishFact[]): Core {
  const core = new Core();
  for (const fact of path) core.does({ type: "publishStep", fact, after: null });
  return core;
}

/** Every state that can be reached by anything that can be told, and where each step leads. */
function explore(): Map<string, Node> {
  const key = ({ state: { publication } }: Core) => `${publication.phase} ${publication.intent?.step.type ?? "-"}`;
  const seen = new Map<string, Node>([[key(walked([])), { path: [], next: new Map() }]]);
  for (const [, node] of seen) {
    for (const fact of told) {
      const after = walked(node.path);
      if (!after.tries({ type: "publishStep", fact, after: null }).ok) continue;
      node.next.set(fact, key(after));
      if (!seen.has(key(after))) seen.set(key(after), { path: [...node.path, fact], next: new Map() });
    }
  }
  return seen;
}

describe("the publish machine, by all that can happen", () => {
  const states = explore();

  it("reaches each of its phases, and from each of them what is published", () => {
    assert.deepEqual(new Set([...states.keys()].map((key) => key.split(" ")[0])), new Set(publishMachine.states));
    for (const [from] of states) {
      const reached = new Set([from]);
      for (const key of reached) for (const next of states.get(key)?.next.values() ?? []) reached.add(next);
      assert.ok(reached.has("published -"), from);
    }
  });

  it("has an intent open exactly where something is under way, and lets nothing but its own outcome follow", () => {
    for (const [key, { path, next }] of states) {
      const [phase = "", open] = key.split(" ");
      assert.equal(open !== "-", /ing|unsettled/.test(phase), key);
      const last = path.findLast(({ type }) => intents.has(type));
      if (open !== "-") for (const { type } of next.keys()) assert.equal(type, outcomeOf[last?.type ?? ""], key);
      else for (const { type } of next.keys()) assert.ok(intents.has(type) || lone.has(type), `${type} in ${key}`);
    }
  });

  it("is approved only after a preflight, and stays where it is", () => {
    for (const [key, { next }] of states) {
      const to = [...next].flatMap(([{ type }, after]) => (type === "publish.approved" ? [after] : []));
      assert.deepEqual(to, key === "ready -" || key === "refused -" ? [key] : [], key);
    }
  });

  it("commits only from ready, and pushes and tags only what was committed", () => {
    for (const [key, { next }] of states) {
      const types = new Set([...next.keys()].map(({ type }) => type));
      assert.equal(types.has("publish.committing"), key === "ready -", key);
      assert.equal(types.has("publish.pushing"), key === "committed -" || key === "published -", key);
      assert.equal(types.has("publish.tagging"), key === "committed -" || key === "published -", key);
    }
  });
});
