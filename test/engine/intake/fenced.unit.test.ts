import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { createWorkspace } from "../../../src/engine/create-workspace.ts";
import { type Owned, ownWorkspace } from "../../../src/engine/own-workspace.ts";
import { projectOwned } from "../../../src/engine/project-owned.ts";
import { takeInDocuments } from "../../../src/engine/take-in-documents.ts";
import type { World } from "../../../src/kernel/world.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Life } from "../../sim/support/life.ts";
import { SimLock } from "../../sim/support/sim-lock.ts";
import { SimTime } from "../../sim/support/sim-time.ts";
import { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";

const ROOT = "/w";
const QUEUED = `${ROOT}/millrace-agents/tasks/queue/t1.md`;

function owned(world: World): Owned {
  const owning = ownWorkspace(world, ROOT, "command");
  return owning.kind === "owned" ? owning.owned : assert.fail("it is taken");
}

describe("takeInDocuments()", () => {
  it("F8: of an owner that was fenced while it stood still puts no document back to where it was then", async () => {
    const [disk, time, lock] = [new FaultyFs({ seed: 1 }), new SimTime(), new SimLock()];
    disk.makeDirectory(ROOT);
    const [first, second] = [1, 2].map((number) => new Life({ number, disk, time, lock }).world()) as [World, World];
    await createWorkspace(first, ROOT, "w");
    const before = owned(first);
    const stale = projectOwned(first, before);
    const fields = emptyFields("Do");
    const added = { type: "addItem", kind: "task", item: "t1", slug: "t1", fields, document: null, body: "" } as const;
    before.store.apply({ ...added, id: "add", actor: "operator" });
    assert.ok(disk.facts(QUEUED));

    lock.die();
    const after = owned(second);
    const current = projectOwned(second, after);
    const options = { how: "full", onNote: () => undefined } as const;
    await takeInDocuments(second, after, current, options);
    after.store.apply({ type: "removeItem", item: "t1", reason: null, id: "remove", actor: "operator" });
    assert.equal(disk.facts(QUEUED), null);

    await assert.rejects(() => takeInDocuments(first, before, stale, options), { code: "log.fenced" });
    assert.throws(() => before.mustBeInPlace(), { code: "log.fenced" });
    assert.equal(disk.facts(QUEUED), null, "it was put back");
    await takeInDocuments(second, after, current, options);
    after.mustBeInPlace();
  });
});
