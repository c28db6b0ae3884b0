import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { foundation } from "../../../src/engine/load-state.ts";
import { verifyReplay } from "../../../src/engine/replay/verify-replay.ts";
import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { readLog } from "../../../src/log/read-log.ts";
import { isTakenOut } from "../../../src/log/redact/stub-data.ts";
import { verifyLog } from "../../../src/log/verify-log.ts";
import { encodeState } from "../../../src/state/snapshot.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import { seededRandom } from "../../support/faulty-fs/random.ts";
import { clock, redact } from "./redact-world.ts";

const HISTORY = join(import.meta.dirname, "../../fixtures/history");
const fixtures = readdirSync(HISTORY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(HISTORY, name)).map((seed) => join(name, seed)));

function folded(log: string): unknown {
  const { state, fold } = foundation(diskFs, log, { whole: true });
  assert.equal(readLog({ fs: diskFs, directory: log, onEvent: fold }).end.kind, "whole");
  return JSON.parse(canonicalJson(encodeState(state)));
}

/** Where two states differ by more than a text that was taken out. */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (typeof before === "string" && typeof after === "string")
    return before === after || isTakenOut(after) ? [] : [`${path}: ${before} became ${after}`];
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) {
    return Object.is(before, after) ? [] : [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences((before as Record<string, unknown>)[name], (after as Record<string, unknown>)[name], `${path}.${name}`),
  );
}

describe("a redacted log", () => {
  for (const fixture of fixtures) {
    for (let seed = 1; seed <= 6; seed++) {
      it(`folds to the same state but for the texts, verifies and replays: ${fixture}, seed ${seed}`, async () => {
        const root = mkdtempSync(join(tmpdir(), "millrace-redact-"));
        try {
          const { log } = layoutOf(root);
          mkdirSync(dirname(log), { recursive: true });
          cpSync(join(HISTORY, fixture, "log"), log, { recursive: true });
          const random = seededRandom(seed);
          const { head } = readLog({ fs: diskFs, directory: log });
          const share = [0.02, 0.1, 0.5, 1][seed % 4] ?? 1;
          const seqs = Array.from({ length: head.seq }, (_, index) => index + 1).filter(() => random() < share);
          let before: unknown;
          const { stubs } = await redact(diskFs, {
            seqs,
            directory: log,
            between: () => {
              before = folded(log);
            },
          });
          assert.ok(seed % 4 === 0 || stubs.some(({ texts }) => texts.length > 0));
          assert.deepEqual(differences(before, folded(log), "state"), []);
          assert.equal(verifyReplay({ fs: diskFs }, root).divergence, null);
          assert.deepEqual((await verifyLog({ fs: diskFs, directory: log, clock })).problems, []);
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      });
    }
  }
});
