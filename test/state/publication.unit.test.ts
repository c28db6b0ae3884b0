import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Publication } from "../../src/state/publication.ts";
import { initialState } from "../../src/state/state.ts";
import { Fold } from "./support/fold.ts";

const HASH = "5".repeat(64);
const HOLDER = { pid: 4, started: "44" };
const SOURCE = { kind: "git", id: "s" } as const;
const move = (to: string) => ({ event: "X", from: "", to });
const NOTHING: Publication = initialState().publication;
const evidence = (passed: boolean) => ({
  check: "c",
  command: "c",
  tree: SOURCE,
  passed,
  exit: 0,
  timedOut: false,
  millis: 1,
  output: "o",
});

describe("evolve() of publishing", () => {
  it("begins with nothing", () => {
    assert.deepEqual(NOTHING, {
      phase: "idle",
      changedAt: 0,
      intent: null,
      synced: null,
      checked: null,
      committed: null,
      verified: [],
      pushed: null,
    });
  });

  it("notes who approved which tree", () => {
    const fold = new Fold();
    const approved = { tree: "t2", base: null, branch: "main" };
    const at = fold.tell("publish.approved", { ...move("ready"), ...approved });
    assert.deepEqual(fold.state.publication, { ...NOTHING, phase: "ready", changedAt: at, approved: { at, ...approved, by: "runtime" } });
  });

  it("notes what a sync put in place, from its intent on, and nothing of one that put nothing there", () => {
    const fold = new Fold();
    const at = fold.tell("publish.syncing", { ...move("syncing"), holder: HOLDER, staging: "dir", manifest: { file: "m", hash: HASH } });
    const began = fold.now;
    const intent = { at, time: began, step: { type: "sync", staging: "dir" }, holder: HOLDER };
    assert.deepEqual(fold.state.publication, { ...NOTHING, phase: "syncing", changedAt: at, intent });
    const synced = { source: SOURCE, files: 3, added: 1, modified: 1, deleted: 1, salvaged: null };
    const seq = fold.tell("publish.synced", { ...move("idle"), ...synced, listing: HASH });
    const noted = { at: seq, source: SOURCE, listing: HASH, files: 3, began, ended: fold.now };
    assert.deepEqual(fold.state.publication, { ...NOTHING, phase: "idle", changedAt: seq, synced: noted });
    const again = fold.tell("publish.synced", { ...move("idle"), ...synced, listing: null });
    assert.deepEqual([fold.state.publication.synced, fold.state.publication.changedAt], [noted, again]);
    const lone = fold.tell("publish.synced", { ...move("idle"), ...synced, listing: HASH });
    assert.deepEqual(fold.state.publication.synced, { ...noted, at: lone, began: fold.now, ended: fold.now });
  });

  it("notes a preflight, and whether it may be committed", () => {
    const fold = new Fold();
    for (const to of ["ready", "refused"]) {
      const at = fold.tell("publish.checked", { ...move(to), tree: "t", base: "b", branch: "main", plan: HASH, findings: [] });
      assert.deepEqual(fold.state.publication.checked, { at, ready: to === "ready", tree: "t", base: "b", branch: "main", plan: HASH });
    }
  });

  it("notes a commit that is there, and none that was refused", () => {
    const fold = new Fold();
    const order = { plan: HASH, tree: "t", parent: "p", branch: "main", signed: true };
    const at = fold.tell("publish.committing", { ...move("committing"), holder: HOLDER, ...order });
    assert.deepEqual(fold.state.publication.intent, { at, time: fold.now, step: { type: "commit", ...order }, holder: HOLDER });
    const about = { tree: "t", branch: "main", detail: "" };
    fold.tell("publish.committed", { ...move("idle"), ...about, outcome: "refused", commit: "c" });
    fold.tell("publish.committed", { ...move("idle"), ...about, outcome: "unchanged", commit: null });
    assert.deepEqual([fold.state.publication.committed, fold.state.publication.intent], [null, null]);
    const seq = fold.tell("publish.committed", { ...move("committed"), ...about, outcome: "committed", commit: "c" });
    assert.deepEqual(fold.state.publication.committed, { at: seq, commit: "c", tree: "t", branch: "main" });
  });

  it("keeps the intent of a push until its outcome is known", () => {
    const fold = new Fold();
    const order = { remote: "origin", ref: "refs/heads/main", oid: "c", expected: null };
    const at = fold.tell("publish.pushing", { ...move("pushing"), holder: HOLDER, ...order });
    const intent = { at, time: fold.now, step: { type: "push", ...order }, holder: HOLDER };
    assert.deepEqual(fold.state.publication.intent, intent);
    const { expected: _, ...target } = order;
    const told = (outcome: "pushed" | "refused" | "unknown"): number =>
      fold.tell("publish.pushed", { ...move(outcome), ...target, outcome, seen: null, detail: "" });
    const unknown = told("unknown");
    assert.deepEqual(fold.state.publication, { ...NOTHING, phase: "unknown", changedAt: unknown, intent });
    told("refused");
    assert.deepEqual([fold.state.publication.pushed, fold.state.publication.intent], [null, null]);
    const pushed = told("pushed");
    assert.deepEqual(fold.state.publication.pushed, { at: pushed, ...target });
  });

  it("leaves nothing but its phase of a tag", () => {
    const fold = new Fold();
    const order = { name: "v1", commit: "c", signed: false };
    const at = fold.tell("publish.tagging", { ...move("tagging"), holder: HOLDER, ...order });
    assert.deepEqual(fold.state.publication.intent, { at, time: fold.now, step: { type: "tag", ...order }, holder: HOLDER });
    const seq = fold.tell("publish.tagged", { ...move("idle"), outcome: "tagged", name: "v1", commit: "c", oid: "o", detail: "" });
    assert.deepEqual(fold.state.publication, { ...NOTHING, changedAt: seq });
  });
});

describe("the trees on which all checks passed", () => {
  const verified = (fold: Fold, tree: { kind: "git"; id: string }, ...passed: boolean[]): number =>
    fold.tell("run.verified", { visit: 1, tree, evidence: passed.map(evidence) }, { run: "T1-1" });
  const begun = (): Fold => {
    const fold = new Fold();
    fold.addTask();
    fold.startRun();
    return fold;
  };

  it("are remembered once each, by the newest run, and only where every check passed", () => {
    const fold = begun();
    verified(fold, SOURCE);
    verified(fold, SOURCE, true, false);
    assert.deepEqual(fold.state.publication.verified, []);
    verified(fold, SOURCE, true);
    const other = verified(fold, { kind: "git", id: "o" }, true);
    const again = verified(fold, SOURCE, true, true);
    assert.deepEqual(fold.state.publication.verified, [
      { at: other, tree: "o", run: "T1-1", checks: 1 },
      { at: again, tree: "s", run: "T1-1", checks: 2 },
    ]);
  });

  it("are the last 64", () => {
    const fold = begun();
    for (let tree = 1; tree <= 66; tree++) verified(fold, { kind: "git", id: `t${tree}` }, true);
    const trees = fold.state.publication.verified.map(({ tree }) => tree);
    assert.deepEqual([trees.length, trees[0], trees.at(-1)], [64, "t3", "t66"]);
  });
});
