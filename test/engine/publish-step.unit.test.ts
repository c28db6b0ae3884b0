import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { PublishFact } from "../../src/engine/decide/publish-fact.ts";
import { Core } from "../support/core.ts";

const hash = "a".repeat(64);
const holder = { pid: 7, started: "then" };
const syncing: PublishFact = { type: "publish.syncing", data: { holder, staging: "staging", manifest: { file: "staging.toml", hash } } };
const synced: PublishFact = {
  type: "publish.synced",
  data: { source: { kind: "git", id: "t1" }, listing: hash, files: 2, added: 2, modified: 0, deleted: 0, salvaged: null },
};
const checked: PublishFact = {
  type: "publish.checked",
  ready: true,
  data: { tree: "t2", base: null, branch: "main", plan: hash, findings: [] },
};
const committing: PublishFact = {
  type: "publish.committing",
  data: { holder, plan: hash, tree: "t2", parent: null, branch: "main", signed: false },
};
const committed: PublishFact = {
  type: "publish.committed",
  data: { outcome: "committed", commit: "c1", tree: "t2", branch: "main", detail: "" },
};
const pushing: PublishFact = {
  type: "publish.pushing",
  data: { holder, remote: "origin", ref: "refs/heads/main", oid: "c1", expected: null },
};
const pushed = (outcome: "pushed" | "unknown" | "refused"): PublishFact => ({
  type: "publish.pushed",
  data: { outcome, remote: "origin", ref: "refs/heads/main", oid: "c1", seen: null, detail: "" },
});

const step = (fact: PublishFact, after: number | null = null) => ({ type: "publishStep", fact, after }) as const;
const walked = (...facts: PublishFact[]): Core => {
  const core = new Core();
  for (const fact of facts) core.does(step(fact));
  return core;
};

describe("publishStep()", () => {
  it("walks from a sync to a published commit, and remembers what each step came to", () => {
    const core = walked(syncing, synced, checked, committing, committed, pushing, pushed("pushed"));
    const { phase, intent, synced: last, committed: commit, pushed: push } = core.state.publication;
    assert.deepEqual([phase, intent, last?.files, commit?.commit, push?.oid], ["published", null, 2, "c1", "c1"]);
  });

  it("names the holder while an intent has no outcome, and refuses another beside it", () => {
    const core = walked(syncing);
    assert.deepEqual(core.state.publication.intent?.holder, holder);
    core.refuses(step(syncing), "publish.under-way");
    core.refuses(step(checked), "publish.under-way");
  });

  it("commits only what a preflight found ready", () => {
    walked(syncing, synced).refuses(step(committing), "publish.not-legal");
    walked(syncing, synced, { ...checked, ready: false } as PublishFact).refuses(step(committing), "publish.not-legal");
    walked(syncing, synced, checked, syncing, synced).refuses(step(committing), "publish.not-legal");
  });

  it("refuses a step that was decided before the newest one", () => {
    const core = walked(syncing, synced);
    const seen = core.state.publication.synced?.at ?? 0;
    core.does(step(checked, seen));
    core.refuses(step(committing, seen), "publish.moved");
  });

  it("keeps a push of unknown outcome under its intent until the remote was read", () => {
    const core = walked(syncing, synced, checked, committing, committed, pushing, pushed("unknown"));
    assert.deepEqual([core.state.publication.phase, core.state.publication.intent?.step.type], ["unsettled", "push"]);
    core.refuses(step(pushing), "publish.under-way");
    core.does(step(pushed("refused")));
    assert.deepEqual([core.state.publication.phase, core.state.publication.intent], ["committed", null]);
  });

  it("goes back to where a sync began from when it was given up", () => {
    const undone: PublishFact = {
      type: "publish.synced",
      data: { source: null, listing: null, files: 0, added: 0, modified: 0, deleted: 0, salvaged: null },
    };
    const core = walked(syncing, synced, syncing, undone);
    assert.deepEqual([core.state.publication.phase, core.state.publication.synced?.listing], ["idle", hash]);
  });
});
