import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { foundation } from "../../src/engine/load-state.ts";
import { refold } from "../../src/engine/refold.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { readLog } from "../../src/log/read-log.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import { added, created, DIRECTORY, freshDisk, redact, SECRET, write } from "../log/redact/redact-world.ts";

describe("refold()", () => {
  it("gives whoever holds the state, its items or their map what the log says now", async () => {
    const fs = freshDisk();
    await write(fs, [[created], [added("t", `do ${SECRET} and more`)]]);
    const { state, fold } = foundation(fs, DIRECTORY, { whole: true });
    readLog({ fs, directory: DIRECTORY, onEvent: fold });
    const { items } = state;
    const item = items.get("t");
    await redact(fs, { seqs: [2] });
    assert.ok(JSON.stringify(encodeState(state)).includes(SECRET));
    refold(fs, DIRECTORY, state);
    assert.equal(state.items, items);
    assert.equal(items.get("t"), item);
    assert.match(item?.document ?? "", /^\[redacted by event \d+\]$/);
    assert.ok(!JSON.stringify(encodeState(state)).includes(SECRET));
    const fresh = foundation(fs, DIRECTORY, { whole: true });
    readLog({ fs, directory: DIRECTORY, onEvent: fresh.fold });
    assert.equal(canonicalJson(encodeState(state)), canonicalJson(encodeState(fresh.state)));
  });
});
