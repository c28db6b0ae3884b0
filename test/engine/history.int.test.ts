import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { readWorkspace } from "../../src/engine/read-workspace.ts";
import { verifyReplay } from "../../src/engine/replay/verify-replay.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { verifyLog } from "../../src/log/verify-log.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import { layoutOf } from "../../src/workspace/layout.ts";

const HISTORY = join(import.meta.dirname, "../fixtures/history");

/** Every log that a released version wrote, replayed for ever. */
const fixtures = readdirSync(HISTORY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(HISTORY, name)).map((seed) => join(name, seed)));

/** Where the state of its time says other than today's fold. Members that came later may be there beside. */
function differences(then: unknown, now: unknown, path = "state"): string[] {
  if (typeof then !== "object" || then === null || typeof now !== "object" || now === null) {
    return Object.is(then, now) ? [] : [`${path}: ${JSON.stringify(then)} became ${JSON.stringify(now)}`];
  }
  if (Array.isArray(then) && (now as unknown[]).length !== then.length)
    return [`${path}: ${then.length} became ${(now as unknown[]).length} entries`];
  return Object.entries(then).flatMap(([key, value]) => differences(value, (now as Record<string, unknown>)[key], `${path}.${key}`));
}

describe("history fixtures", () => {
  it("are there", () => assert.ok(fixtures.length >= 2));

  for (const fixture of fixtures) {
    it(`F29: ${fixture} folds to the state of its time, verifies and replays`, async () => {
      const root = mkdtempSync(join(tmpdir(), "millrace-history-"));
      try {
        const { log } = layoutOf(root);
        mkdirSync(dirname(log), { recursive: true });
        cpSync(join(HISTORY, fixture, "log"), log, { recursive: true });
        const world = { fs: diskFs };
        const { state, problem } = readWorkspace(world, root);
        assert.equal(problem, null);
        const then: unknown = JSON.parse(readFileSync(join(HISTORY, fixture, "state.json"), "utf8"));
        assert.deepEqual(differences(then, JSON.parse(canonicalJson(encodeState(state)))), []);
        assert.equal(verifyReplay(world, root).divergence, null);
        assert.deepEqual((await verifyLog({ fs: diskFs, directory: log, clock: systemClock })).problems, []);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
  }
});
