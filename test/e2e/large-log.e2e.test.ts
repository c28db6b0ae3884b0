import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { growLog, peakMegabytes } from "../support/e2e/large-log.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

/** The manual run of 5 GB is `bun test/bench/large-log.ts 5000`. */
/** MB; more than a file of the log has, so that a whole one is read in both. */
const SMALL = 80;
const LARGE = 300;
/** MB that a reader may hold more for the larger log. */
const GROWTH = 60;

describe("a giant log", () => {
  it("F6: status, logs, replay and log verify hold no more of 300 MB than of 80, and a start opens it", () =>
    inWorkspace({}, async (workspace) => {
      const commands = [
        ["status", "--json"],
        ["logs", "--tail", "1", "--json"],
        ["replay", "--json"],
        ["log", "verify", "--json"],
      ] as const;
      growLog(workspace, SMALL);
      const before: Awaited<ReturnType<typeof peakMegabytes>>[] = [];
      for (const args of commands) before.push(await peakMegabytes(workspace, args));
      growLog(workspace, LARGE - SMALL);
      for (const [index, args] of commands.entries()) {
        const { code, peak } = await peakMegabytes(workspace, args);
        const small = before[index];
        assert.deepEqual([small?.code, code], [0, 0], args.join(" "));
        const grown = peak - (small?.peak ?? 0);
        assert.ok(
          grown < GROWTH,
          `${args.join(" ")}: ${Math.round(small?.peak ?? 0)} MB for ${SMALL} MB, ${Math.round(peak)} MB for ${LARGE} MB`,
        );
      }
      const { code, peak } = await peakMegabytes(workspace, ["add-task", "After it", "--check", "true"]);
      assert.equal(code, 0);
      assert.ok(peak < (before[2]?.peak ?? 0) + GROWTH, `a brief owner held ${Math.round(peak)} MB`);
    }));
});
